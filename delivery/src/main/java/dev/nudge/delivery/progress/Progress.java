package dev.nudge.delivery.progress;

import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.JsonReader;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a delivery has come.
 *
 * @param attempts how many there were, the one under way included
 * @param at when it came so far, in milliseconds since 1970-01-01T00:00Z
 * @param next when it is tried again, in the same; 0 where it is not
 * @param detail what the other side said last; may be empty
 * @param unanswered which queries of the offer had no answer, and why; may be empty
 * @param redrive the place of the request that it be tried again; -1 for the first time
 */
public record Progress(
    State state, int attempts, long at, long next, String detail, String unanswered, long redrive) {
  /** How far. */
  public enum State {
    /** An attempt is under way: nobody knows whether it has arrived. */
    ATTEMPTING(false),
    /** The last attempt failed; there will be another. */
    FAILED(false),
    /** It has arrived, and is not reported yet. */
    ARRIVED(false),
    /** It has arrived. */
    DELIVERED(true),
    /** It is not tried again, and that is not told yet. */
    GIVEN_UP(false),
    /** It was given up, and stands among the undelivered. */
    UNDELIVERED(true);

    private final boolean end;

    State(boolean end) {
      this.end = end;
    }

    /** Whether nothing more is done. */
    public boolean isEnd() {
      return end;
    }
  }

  byte[] toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("state", state.name().toLowerCase(Locale.ROOT));
    json.put("attempts", (long) attempts);
    json.put("at", IsoTime.format(at));
    if (next != 0) {
      json.put("next", IsoTime.format(next));
    }
    if (!detail.isEmpty()) {
      json.put("detail", detail);
    }
    if (!unanswered.isEmpty()) {
      json.put("unanswered", unanswered);
    }
    if (redrive >= 0) {
      json.put("redrive", redrive);
    }
    return new JsonWriter().writeValue(json);
  }

  /** Nothing for what is none. */
  public static Optional<Progress> of(byte[] json) {
    if (!(JsonReader.value(new String(json, StandardCharsets.UTF_8))
            instanceof Parsed.Accepted<Object> accepted)
        || !(accepted.value() instanceof Map<?, ?> members)
        || !(members.get("state") instanceof String word)
        || !(members.get("attempts") instanceof Long attempts)) {
      return Optional.empty();
    }
    for (State state : State.values()) {
      if (state.name().toLowerCase(Locale.ROOT).equals(word)) {
        String detail = members.get("detail") instanceof String text ? text : "";
        long redrive = members.get("redrive") instanceof Long place ? place : -1;
        return Optional.of(
            new Progress(
                state,
                attempts.intValue(),
                time(members.get("at")),
                time(members.get("next")),
                detail,
                members.get("unanswered") instanceof String text ? text : "",
                redrive));
      }
    }
    return Optional.empty();
  }

  private static long time(@Nullable Object value) {
    long time = value instanceof String text ? IsoTime.parse(text) : 0;
    return time == IsoTime.NONE ? 0 : time;
  }
}
