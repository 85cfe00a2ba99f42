package dev.nudge.job.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How Flink keeps values that outlive a version of this program. Neither way ever throws: bytes
 * that cannot be read come as {@link Kept.Unreadable} and are written as they were; in place of a
 * value that cannot be written stands the reason. A checkpoint is of all users, and one of them
 * must not make it fail, neither when it is taken nor when it is restored.
 *
 * @param <T> what is kept
 */
public abstract class KeptForm<T> extends ByteForm<Kept<T>> {
  private static final long serialVersionUID = 1;

  /** In place of the number of a form, which is never 0: a value that could not be written. */
  private static final byte UNWRITTEN = 0;

  /** The bytes of a value. */
  protected abstract byte[] write(T value);

  /** The value of bytes that {@link #write} made. */
  protected abstract T read(byte[] bytes);

  @Override
  protected final byte[] toBytes(Kept<T> kept) {
    if (kept instanceof Kept.Known<T> known) {
      return known.bytes(this::written);
    }
    return kept instanceof Kept.Unread<T> unread
        ? unread.bytes()
        : ((Kept.Unreadable<T>) kept).bytes();
  }

  private byte[] written(T value) {
    try {
      return write(value);
    } catch (RuntimeException | StackOverflowError e) {
      byte[] why = e.toString().getBytes(StandardCharsets.UTF_8);
      byte[] bytes = new byte[1 + why.length];
      bytes[0] = UNWRITTEN;
      System.arraycopy(why, 0, bytes, 1, why.length);
      return bytes;
    }
  }

  /**
   * Flink asks for a copy to go on with, while another thread writes what it has for a checkpoint.
   * It goes on with the value itself: what the checkpoint has are bytes from then on.
   */
  @Override
  public final Kept<T> copy(Kept<T> from) {
    return isImmutableType() || !(from instanceof Kept.Known<T> known)
        ? from
        : known.goOn(this::written);
  }

  /** Reads them at once, unless a subclass leaves that to whoever asks for the value. */
  @Override
  protected Kept<T> fromBytes(byte[] bytes) {
    return readNow(bytes);
  }

  /** A value, or why its bytes cannot be read. */
  final Kept<T> readNow(byte[] bytes) {
    if (bytes.length > 0 && bytes[0] == UNWRITTEN) {
      return new Kept.Unreadable<>(
          bytes,
          "it could not be written: "
              + new String(Arrays.copyOfRange(bytes, 1, bytes.length), StandardCharsets.UTF_8));
    }
    try {
      return Kept.of(read(bytes));
    } catch (RuntimeException | StackOverflowError e) {
      return new Kept.Unreadable<>(bytes, e.toString());
    }
  }

  /**
   * The value as it would be after a checkpoint and a restart: what is found out is whether there
   * would be one.
   */
  public final Kept<T> afterRestart(T value) {
    return readNow(toBytes(Kept.of(value)));
  }

  /**
   * A value as bytes that are read when somebody asks for it; one that cannot be written stays what
   * it is.
   */
  public final Kept<T> unread(T value) {
    byte[] bytes = written(value);
    return bytes[0] == UNWRITTEN ? Kept.of(value) : new Kept.Unread<>(bytes, this);
  }
}
