package dev.nudge.engine.mapping;

import java.util.Locale;

/**
 * What a value becomes.
 *
 * @param word one of the types of a mapping; {@link Word#ANY} leaves the value as it is
 * @param split what separates the elements of a list; empty for a single value
 * @param time how a timestamp is written
 */
record Type(Word word, String split, TimeSpec time) {
  /** As the value is. */
  static final Type ANY = new Type(Word.ANY, "", TimeSpec.ISO_OR_EPOCH);

  /** The words of a mapping. */
  enum Word {
    ANY,
    STRING,
    INT,
    DOUBLE,
    BOOL,
    TIMESTAMP,
    JSON;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A conversion of its own for one reader. */
  Conversion conversion() {
    Conversion single =
        switch (word) {
          case ANY -> (kind, value) -> kind;
          case STRING -> Conversions::string;
          case INT -> Conversions::integer;
          case DOUBLE -> Conversions::number;
          case BOOL -> Conversions::truth;
          case JSON -> Conversions::json;
          case TIMESTAMP -> Conversions.timestamp(time.parser());
        };
    return split.isEmpty() ? single : Conversions.split(split, single);
  }
}
