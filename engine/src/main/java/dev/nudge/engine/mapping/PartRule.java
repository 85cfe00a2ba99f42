package dev.nudge.engine.mapping;

import java.util.Map;

/**
 * How a part is found.
 *
 * @param optional whether a CSV file may do without its column
 * @param values other words for the words found; a word not listed stays
 * @param time how a time is written; of no meaning for other parts
 */
record PartRule(
    Part part, Source source, boolean optional, Map<String, String> values, TimeSpec time) {
  /** A part found under its own name. */
  static PartRule named(Part part, boolean optional) {
    return new PartRule(
        part, new Source.Column(part.word()), optional, Map.of(), TimeSpec.ISO_OR_EPOCH);
  }
}
