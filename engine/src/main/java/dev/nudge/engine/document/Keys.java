package dev.nudge.engine.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of one level of a document: the one table that reading, suggestions and tests share.
 *
 * @param place where the level is, for people: {@code under 'pattern'}, {@code in a step}
 * @param known what may stand there
 * @param later what does not exist yet and is refused until then, and what can be done today
 */
public record Keys(String place, List<String> known, Map<String, String> later) {
  /** Keys of which all are supported. */
  public static Keys of(String place, String... known) {
    return new Keys(place, List.of(known), Map.of());
  }

  /**
   * These, and a key that is refused because it does not exist yet.
   *
   * @param today what can be done in its place
   */
  public Keys later(String key, String today) {
    Map<String, String> more = new LinkedHashMap<>(later);
    more.put(key, today);
    return new Keys(place, known, more);
  }
}
