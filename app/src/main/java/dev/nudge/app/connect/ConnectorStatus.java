package dev.nudge.app.connect;

import dev.nudge.connect.Failures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * How a connector is.
 *
 * @param state {@code running}, {@code failed}, {@code paused}, {@code stopped}, {@code starting}
 * @param tasks how many it has, and how many of them run
 * @param trouble why it or a task failed; empty where none did
 */
record ConnectorStatus(String state, String tasks, String trouble) {
  /** What Kafka Connect says of it. */
  static ConnectorStatus of(JsonNode status) {
    List<JsonNode> parts = new ArrayList<>(List.of(status.path("connector")));
    int running = 0;
    for (JsonNode task : status.path("tasks")) {
      parts.add(task);
      running += task.path("state").asString("").equals("RUNNING") ? 1 : 0;
    }
    String state = word(status.path("connector"));
    String trouble = "";
    for (JsonNode part : parts) {
      if (word(part).equals("failed")) {
        state = "failed";
        trouble = trouble.isEmpty() ? Failures.cause(part.path("trace").asString("")) : trouble;
      }
    }
    if (state.equals("running") && running == 0) {
      state = "starting";
    }
    return new ConnectorStatus(state, running + " of " + (parts.size() - 1), trouble);
  }

  private static String word(JsonNode part) {
    String word = part.path("state").asString("").toLowerCase(Locale.ROOT);
    return word.equals("unassigned") || word.isEmpty() ? "starting" : word;
  }

  /** Whether it is stopped, and none of its tasks is left. */
  boolean stopped() {
    return state.equals("stopped") && tasks.endsWith(" of 0");
  }

  /** Whether nothing more is to be waited for. */
  boolean settled() {
    return !state.equals("starting") && !state.equals("restarting");
  }
}
