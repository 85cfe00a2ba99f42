package dev.nudge.job.detect;

import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import dev.nudge.job.message.Kept;
import dev.nudge.job.message.KeptForm;
import dev.nudge.job.message.Message;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** The events that wait for one user as bytes, in the order they came. */
final class HeldForm extends KeptForm<List<Held>> {
  private static final long serialVersionUID = 1;

  static final HeldForm INSTANCE = new HeldForm();

  private static final int FORM = 1;

  private HeldForm() {}

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public Kept<List<Held>> createInstance() {
    return Kept.of(new ArrayList<>());
  }

  @Override
  protected byte[] write(List<Held> events) {
    StateWriter out = new StateWriter();
    out.varint(FORM);
    out.varint(events.size());
    for (Held held : events) {
      out.event(held.happened().event());
      out.zigzag(held.happened().arrival());
      out.zigzag(held.until());
    }
    return out.toBytes();
  }

  @Override
  protected List<Held> read(byte[] bytes) {
    StateReader in = new StateReader(bytes);
    long form = in.varint();
    if (form != FORM) {
      throw in.corrupt("held events of form " + form);
    }
    int count = in.count();
    List<Held> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      events.add(new Held(new Message.Happened(in.event(), in.zigzag()), in.zigzag()));
    }
    return events;
  }

  @Override
  public TypeSerializerSnapshot<Kept<List<Held>>> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What Flink writes of the form beside its bytes. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Kept<List<Held>>> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
