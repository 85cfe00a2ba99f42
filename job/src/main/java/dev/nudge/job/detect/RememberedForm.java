package dev.nudge.job.detect;

import dev.nudge.engine.UserState;
import dev.nudge.engine.state.StateReader;
import dev.nudge.job.message.Kept;
import dev.nudge.job.message.KeptForm;
import java.nio.ByteBuffer;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/**
 * What is remembered of a user as bytes: the form, three times, and the engine's own bytes. They
 * are read when the user comes: a job that is restored begins at once, and who never comes again is
 * never an object.
 */
final class RememberedForm extends KeptForm<Remembered> {
  private static final long serialVersionUID = 1;

  static final RememberedForm INSTANCE = new RememberedForm();

  private static final byte FORM = 1;
  private static final int HEAD = 1 + 3 * Long.BYTES;

  private RememberedForm() {}

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public Kept<Remembered> createInstance() {
    return Kept.of(new Remembered(new UserState("")));
  }

  @Override
  protected Kept<Remembered> fromBytes(byte[] bytes) {
    return new Kept.Unread<>(bytes, this);
  }

  /** Finds out how many bytes a user has by now. */
  void measure(Remembered remembered) {
    var unused = unread(remembered);
  }

  @Override
  protected byte[] write(Remembered remembered) {
    byte[] state = remembered.state.toBytes();
    remembered.bytes = HEAD + state.length;
    return ByteBuffer.allocate(HEAD + state.length)
        .put(FORM)
        .putLong(remembered.seenAt)
        .putLong(remembered.lag)
        .putLong(remembered.timer)
        .put(state)
        .array();
  }

  @Override
  protected Remembered read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte form = in.get();
    if (form != FORM) {
      throw new StateReader(bytes).corrupt("a user of form " + form);
    }
    long seenAt = in.getLong();
    long lag = in.getLong();
    long timer = in.getLong();
    byte[] state = new byte[in.remaining()];
    in.get(state);
    Remembered remembered = new Remembered(UserState.fromBytes(state));
    remembered.seenAt = seenAt;
    remembered.lag = lag;
    remembered.timer = timer;
    remembered.bytes = bytes.length;
    return remembered;
  }

  @Override
  public TypeSerializerSnapshot<Kept<Remembered>> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What Flink writes of the form beside its bytes. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Kept<Remembered>> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
