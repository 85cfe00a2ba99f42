package dev.nudge.engine.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Getters as Java beans have them: {@code getPlayerId()} is the property {@code playerId}, or
 * {@code player_id}. What a mapping usually makes a part of the event is still found under the name
 * that it had.
 */
final class Getters {
  private static final String GET = "get";

  /** Names that other systems have for the parts of an event. */
  private static final Map<String, String> PARTS =
      Map.of(
          "event_id", "id",
          "player_id", "user",
          "user_id", "user",
          "customer_id", "user",
          "event_name", "type",
          "event_type", "type",
          "created_at", "time",
          "event_time", "time",
          "timestamp", "time");

  private Getters() {}

  /** What a function of this name gets, or null where it is no getter. */
  static @Nullable String member(String function) {
    if (function.equals("getClass")
        || function.length() <= GET.length()
        || !function.startsWith(GET)
        || !Character.isUpperCase(function.charAt(GET.length()))) {
      return null;
    }
    return Character.toLowerCase(function.charAt(GET.length()))
        + function.substring(GET.length() + 1);
  }

  /** The names under which it may be found, the first that is there counts. */
  static List<String> spellings(String member) {
    String snake = snake(member);
    List<String> spellings = new ArrayList<>(List.of(member));
    if (!snake.equals(member)) {
      spellings.add(snake);
    }
    @Nullable String part = PARTS.get(snake);
    if (part != null) {
      spellings.add(part);
    }
    return spellings;
  }

  private static String snake(String camel) {
    StringBuilder snake = new StringBuilder();
    for (int i = 0; i < camel.length(); i++) {
      char c = camel.charAt(i);
      if (Character.isUpperCase(c)) {
        snake.append('_');
      }
      snake.append(c);
    }
    return snake.toString().toLowerCase(Locale.ROOT);
  }
}
