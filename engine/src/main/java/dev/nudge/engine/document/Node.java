package dev.nudge.engine.document;

import java.util.List;

/** A value of a document, with its place. A tree: finite, and no deeper than the reader allows. */
public sealed interface Node {
  /** Where it begins. */
  Position position();

  /** What it is, for people: {@code a list}, {@code the text 'x'}, {@code the number 3}. */
  String describe();

  /**
   * A single value.
   *
   * @param type how it reads: plain {@code 3} is an integer, quoted {@code "3"} a string
   * @param text its characters, quotes and escapes resolved; empty for an empty value
   */
  record Scalar(Type type, Text text) implements Node {
    /** How a scalar reads, by YAML's JSON schema. */
    public enum Type {
      /** Text. */
      STRING,
      /** Digits, perhaps with a minus sign; may be longer than a {@code long}. */
      INTEGER,
      /** A number with a fraction or an exponent. */
      DECIMAL,
      /** {@code true} or {@code false}. */
      BOOLEAN,
      /** {@code null}, {@code ~} or nothing at all. */
      NULL
    }

    private static final int SHOWN = 40;

    @Override
    public Position position() {
      return text.position();
    }

    @Override
    public String describe() {
      String value = text.value();
      String shown = value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value;
      shown = shown.replace('\n', ' ');
      return switch (type) {
        case STRING -> "'" + shown + "'";
        case INTEGER, DECIMAL -> "the number " + shown;
        case BOOLEAN -> shown;
        case NULL -> "nothing";
      };
    }
  }

  /** A list. */
  record Listing(Position position, List<Node> elements) implements Node {
    @Override
    public String describe() {
      return "a list";
    }
  }

  /** Keys and values, in document order; no key twice. */
  record Mapping(Position position, List<Entry> entries) implements Node {
    @Override
    public String describe() {
      return "a mapping";
    }
  }

  /** A key and its value. */
  record Entry(Text key, Node value) {}
}
