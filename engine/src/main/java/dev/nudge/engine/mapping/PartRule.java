package dev.nudge.engine.mapping;

import java.util.Map;

/**
 * How a part is found.
 *
 * @param optional whether a CSV file may do without its column
 * @param values other words for the words found; a word not listed stays
 * @param time how a time is written; of no meaning for other parts
 * @param rank which of several places it is, from 0: of a text, the first that has one counts; a
 *     time is put together of them all
 */
record PartRule(
    Part part,
    Source source,
    boolean optional,
    Map<String, String> values,
    TimeSpec time,
    int rank) {
  /** A part that stands in one place. */
  PartRule(Part part, Source source, boolean optional, Map<String, String> values, TimeSpec time) {
    this(part, source, optional, values, time, 0);
  }

  /** The same, from another place. */
  PartRule from(Source other, int otherRank) {
    return new PartRule(part, other, optional, values, time, otherRank);
  }

  /** A part found under its own name. */
  static PartRule named(Part part, boolean optional) {
    return new PartRule(
        part, new Source.Column(part.word()), optional, Map.of(), TimeSpec.ISO_OR_EPOCH);
  }
}
