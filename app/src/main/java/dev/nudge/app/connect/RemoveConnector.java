package dev.nudge.app.connect;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code nudge connect remove}. */
@Command(
    name = "remove",
    sortOptions = false,
    description = {
      "End a connector.",
      "",
      "How far it has read is kept: added again under its name, it goes on there. What it made in",
      "the database (of PostgreSQL: a replication slot and a publication) stays, and is named."
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "nudge connect remove NAME [OPTION...]",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {"", "Exit code 1 if there is no such connector, 3 if nobody answers."})
final class RemoveConnector implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "NAME", description = "The connector.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private String name;

  @Option(
      names = "--forget",
      description = "Forget how far it has read, so that it begins anew when it is added again.")
  private boolean forget;

  @Mixin private ConnectOptions options = new ConnectOptions();

  RemoveConnector(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    ConnectRest connect = options.reach(terminal);
    JsonNode config =
        connect
            .connector(name)
            .orElseThrow(() -> Failure.input("there is no connector '" + name + "'"))
            .path("config");
    if (forget) {
      connect.stop(name);
      ConnectorStatus status = connect.await(name, ConnectorStatus::stopped);
      if (!status.stopped()) {
        throw Failure.system(
            "'" + name + "' does not stop (" + status.state() + "), and is not removed");
      }
      connect.forget(name);
    }
    connect.remove(name);
    terminal.line(name + ": removed, how far it has read is " + (forget ? "forgotten" : "kept"));
    if (config.path("connector.class").asString("").endsWith(".PostgresConnector")) {
      terminal.say(
          "the database keeps its log for the replication slot until you drop it there: select"
              + " pg_drop_replication_slot('"
              + config.path("slot.name").asString("debezium")
              + "'); drop publication "
              + config.path("publication.name").asString("dbz_publication"));
    }
    return Failure.OK;
  }
}
