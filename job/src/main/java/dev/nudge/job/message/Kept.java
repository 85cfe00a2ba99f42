package dev.nudge.job.message;

import java.util.Optional;

/**
 * A value as it is kept in Flink's state: bytes that this program cannot read are a value too, so
 * that they stop nobody else. They stay as they are until somebody asks for the value.
 *
 * @param <T> the value
 */
public sealed interface Kept<T> {
  /** The value, if it can be read. */
  Optional<T> value();

  /** A value that can be read. */
  record Known<T>(T known) implements Kept<T> {
    @Override
    public Optional<T> value() {
      return Optional.of(known);
    }
  }

  /**
   * Bytes that cannot be read.
   *
   * @param bytes as they were kept
   * @param why they cannot be read
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Unreadable<T>(byte[] bytes, String why) implements Kept<T> {
    @Override
    public Optional<T> value() {
      return Optional.empty();
    }
  }

  /** A value to be kept. */
  static <T> Kept<T> of(T value) {
    return new Known<>(value);
  }
}
