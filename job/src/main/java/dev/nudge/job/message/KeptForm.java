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
      try {
        return write(known.known());
      } catch (RuntimeException | StackOverflowError e) {
        byte[] why = e.toString().getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[1 + why.length];
        bytes[0] = UNWRITTEN;
        System.arraycopy(why, 0, bytes, 1, why.length);
        return bytes;
      }
    }
    return ((Kept.Unreadable<T>) kept).bytes();
  }

  @Override
  protected final Kept<T> fromBytes(byte[] bytes) {
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
    return fromBytes(toBytes(Kept.of(value)));
  }
}
