package dev.nudge.engine.document;

import java.util.List;

/**
 * The keys of one level of a document: the one table that reading, suggestions and tests share.
 *
 * @param place where the level is, for people: {@code under 'pattern'}, {@code in a step}
 * @param known what may stand there
 */
public record Keys(String place, List<String> known) {
  /** Keys of a level. */
  public static Keys of(String place, String... known) {
    return new Keys(place, List.of(known));
  }
}
