package dev.nudge.engine.document;

import java.util.List;

/**
 * The keys of one level of a document: the one table that reading, suggestions and tests share.
 *
 * @param place where the level is, for people: {@code under 'pattern'}, {@code in a step}
 * @param known what may stand there
 * @param later what will be supported one day and is refused until then
 */
public record Keys(String place, List<String> known, List<String> later) {
  /** Keys of which all are supported. */
  public static Keys of(String place, String... known) {
    return new Keys(place, List.of(known), List.of());
  }

  /** These, and keys that are refused as not supported yet. */
  public Keys later(String... keys) {
    return new Keys(place, known, List.of(keys));
  }
}
