package dev.nudge.app.connect;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code nudge connect add}. */
@Command(
    name = "add",
    sortOptions = false,
    description = {
      "Start the connector of a file, or go on with it as the file now says.",
      "",
      "The file is JSON as Kafka Connect takes it: {\"name\": ..., \"config\": {...}}. It is checked",
      "by the connector itself, which asks its database; what is wrong is said at its place."
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "nudge connect add FILE [OPTION...]",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {"", "Exit code 1 if something is wrong with the connector, 3 if nobody answers."})
final class AddConnector implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "FILE", description = "The connector.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path file;

  @Mixin private ConnectOptions options = new ConnectOptions();

  AddConnector(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    ConnectorFile connector = ConnectorFile.read(file, terminal);
    ConnectRest connect = options.reach(terminal);
    connector.judge(connect.check(connector.connectorClass(), connector.config()), terminal);
    connect.put(connector.name(), connector.config());
    ConnectorStatus status = connect.await(connector.name(), ConnectorStatus::settled);
    if (!status.trouble().isEmpty()) {
      throw Failure.input(
          "'" + connector.name() + "' is there and failed (" + status.trouble() + ")");
    }
    terminal.line(connector.name() + ": " + status.state() + ", tasks " + status.tasks());
    return Failure.OK;
  }
}
