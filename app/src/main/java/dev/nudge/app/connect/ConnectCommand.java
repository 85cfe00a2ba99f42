package dev.nudge.app.connect;

import dev.nudge.app.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code nudge connect}: what is done with connectors, each a command of its own. */
@Command(
    name = "connect",
    sortOptions = false,
    description = {
      "Follow the tables of a database: add, list and remove connectors.",
      "",
      "They run in 'nudge up', or in a Kafka Connect of your own with --connect-url. PostgreSQL,",
      "MySQL and MariaDB are there; connect.plugins adds others. See docs/connect.md."
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "nudge connect COMMAND [OPTION...]",
    descriptionHeading = "%n",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  nudge connect add shop.json",
      "  nudge connect list",
      "  nudge connect remove shop",
      "  nudge connect list --connect-url http://connect.example:8083"
    })
public final class ConnectCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  private ConnectCommand() {}

  /** The command and those below it, which write to this terminal. */
  public static CommandLine on(Terminal terminal) {
    return new CommandLine(new ConnectCommand())
        .addSubcommand(new AddConnector(terminal))
        .addSubcommand(new ListConnectors(terminal))
        .addSubcommand(new RemoveConnector(terminal));
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
