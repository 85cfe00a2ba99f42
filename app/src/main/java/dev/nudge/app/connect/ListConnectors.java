package dev.nudge.app.connect;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code nudge connect list}. */
@Command(
    name = "list",
    sortOptions = false,
    description = "Show the connectors: whether they run, and what they failed of.",
    synopsisHeading = "Usage: ",
    customSynopsis = "nudge connect list [OPTION...]",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {"", "Exit code 3 if nobody answers."})
final class ListConnectors implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--json", description = "Print what Kafka Connect says of them.")
  private boolean json;

  @Mixin private ConnectOptions options = new ConnectOptions();

  ListConnectors(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    JsonNode states = options.reach(terminal).states();
    if (json) {
      terminal.line(states.toString());
      return Failure.OK;
    }
    Table table = Table.ofWords().row("CONNECTOR", "STATE", "TASKS", "TROUBLE");
    for (String name : states.propertyNames()) {
      ConnectorStatus status = ConnectorStatus.of(states.path(name).path("status"));
      table.row(name, status.state(), status.tasks(), status.trouble());
    }
    table.lines("").forEach(terminal::line);
    terminal.say(Table.count(states.size(), "connector"));
    return Failure.OK;
  }
}
