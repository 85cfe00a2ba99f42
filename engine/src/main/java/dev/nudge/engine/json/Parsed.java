package dev.nudge.engine.json;

/** What came of a piece of input: a value, or the reason why there is none. */
public sealed interface Parsed<T> {
  /** It could be used. */
  record Accepted<T>(T value) implements Parsed<T> {}

  /** It could not. */
  record Rejected<T>(Rejection rejection) implements Parsed<T> {}

  /** A value. */
  static <T> Parsed<T> accepted(T value) {
    return new Accepted<>(value);
  }

  /** A rejection; see {@link Rejection}. */
  static <T> Parsed<T> rejected(String reason, String detail) {
    return new Rejected<>(new Rejection(reason, detail));
  }
}
