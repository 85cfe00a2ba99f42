package dev.nudge.engine.mapping;

import java.util.Map;

/**
 * How a core field is found.
 *
 * @param optional whether a CSV file may do without its column
 * @param values other words for the words found; a word not listed stays
 * @param time how a time is written; of no meaning for other fields
 * @param rank which of several places it is, from 0: of a text, the first that has one counts; a
 *     time is put together of them all
 */
record CoreFieldRule(
    CoreField field,
    Source source,
    boolean optional,
    Map<String, String> values,
    TimeSpec time,
    int rank) {
  /** A field that stands in one place. */
  CoreFieldRule(
      CoreField field, Source source, boolean optional, Map<String, String> values, TimeSpec time) {
    this(field, source, optional, values, time, 0);
  }

  /** The same, from another place. */
  CoreFieldRule from(Source other, int otherRank) {
    return new CoreFieldRule(field, other, optional, values, time, otherRank);
  }

  /** A field found under its own name. */
  static CoreFieldRule named(CoreField field, boolean optional) {
    return new CoreFieldRule(
        field, new Source.Column(field.word()), optional, Map.of(), TimeSpec.ISO_OR_EPOCH);
  }
}
