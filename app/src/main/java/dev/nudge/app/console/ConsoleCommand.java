package dev.nudge.app.console;

import dev.nudge.app.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code nudge console}, which does nothing itself. */
@Command(
    name = "console",
    sortOptions = false,
    description = "Look after the console: give somebody another password.",
    synopsisHeading = "Usage: ",
    customSynopsis = "nudge console COMMAND [OPTION...]",
    descriptionHeading = "%n",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footer = {"", "Example:", "  nudge console password admin"})
public final class ConsoleCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  private ConsoleCommand() {}

  /** The command and the one below it, which writes to this terminal. */
  public static CommandLine on(Terminal terminal) {
    return new CommandLine(new ConsoleCommand()).addSubcommand(new ResetPassword(terminal));
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
