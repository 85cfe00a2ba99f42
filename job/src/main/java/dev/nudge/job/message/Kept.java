package dev.nudge.job.message;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value as it is kept in Flink's state: bytes that this program cannot read are a value too, so
 * that they stop nobody else. They stay as they are until somebody asks for the value.
 *
 * @param <T> the value
 */
public sealed interface Kept<T> {
  /** The value, if it can be read. */
  Optional<T> value();

  /** The same, but for bytes that nobody has read yet: those are read. */
  default Kept<T> read() {
    return this;
  }

  /** A value that can be read. */
  final class Known<T> implements Kept<T> {
    private final T known;

    /** What it was, as bytes, when the value went on in another; null while it has not. */
    private byte @Nullable [] saved;

    private Known(T known) {
      this.known = known;
    }

    /** The value. */
    public T known() {
      return known;
    }

    @Override
    public Optional<T> value() {
      return Optional.of(known);
    }

    /** Its bytes: those that were {@link #goOn saved}, or of the value as it is. */
    synchronized byte[] bytes(Function<T, byte[]> form) {
      return saved == null ? form.apply(known) : saved;
    }

    /**
     * Stays what it is, as bytes, for a checkpoint that is being written by another thread.
     *
     * @return what goes on with the value, to be changed
     */
    synchronized Known<T> goOn(Function<T, byte[]> form) {
      saved = bytes(form);
      return new Known<>(known);
    }
  }

  /**
   * Bytes that nobody has read yet.
   *
   * @param bytes as they are kept; nobody changes them
   * @param form how to read them
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Unread<T>(byte[] bytes, KeptForm<T> form) implements Kept<T> {
    @Override
    public Optional<T> value() {
      return read().value();
    }

    @Override
    public Kept<T> read() {
      return form.readNow(bytes);
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
