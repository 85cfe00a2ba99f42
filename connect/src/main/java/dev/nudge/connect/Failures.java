package dev.nudge.connect;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo.AbstractState;

/** What a connector failed of, in a line. */
public final class Failures {
  private Failures() {}

  /** The failure of the connector or else of its first task that failed. */
  static Optional<String> of(ConnectorStateInfo state) {
    return Stream.concat(Stream.<AbstractState>of(state.connector()), state.tasks().stream())
        .filter(part -> part.state().equals("FAILED"))
        .findFirst()
        .map(part -> part.trace() == null ? "no reason is known" : cause(part.trace()));
  }

  /** The innermost cause of a trace: what a person can do something about. */
  public static String cause(String trace) {
    String cause = trace.lines().findFirst().orElse("");
    for (String line : trace.lines().toList()) {
      if (line.startsWith("Caused by: ")) {
        cause = line.substring("Caused by: ".length());
      }
    }
    return cause.replaceFirst("^([a-z]\\w*\\.)+[A-Z][\\w$]*: ", "");
  }
}
