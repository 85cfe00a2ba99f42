package dev.nudge.job.message;

import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Outgoing records as bytes. */
public final class OutgoingForm extends ByteForm<Outgoing> {
  private static final long serialVersionUID = 1;

  /** The only one. */
  public static final OutgoingForm INSTANCE = new OutgoingForm();

  /** Outgoing records, to Flink. */
  public static final TypeInformation<Outgoing> TYPE = INSTANCE.type(Outgoing.class);

  private OutgoingForm() {}

  @Override
  public Outgoing createInstance() {
    return new Outgoing(Outgoing.Kind.REJECTED, "", "", new byte[0]);
  }

  @Override
  protected byte[] toBytes(Outgoing outgoing) {
    StateWriter out = new StateWriter();
    write(outgoing, out);
    return out.toBytes();
  }

  @Override
  protected Outgoing fromBytes(byte[] bytes) {
    return read(new StateReader(bytes));
  }

  static void write(Outgoing outgoing, StateWriter out) {
    out.string(outgoing.kind().name());
    out.string(outgoing.topic());
    out.string(outgoing.key());
    out.string(new String(outgoing.value(), StandardCharsets.UTF_8));
    out.varint(outgoing.reads().size());
    outgoing.reads().forEach(out::string);
    byte[] shaped = outgoing.shaped();
    out.flag(shaped != null);
    if (shaped != null) {
      out.string(new String(shaped, StandardCharsets.UTF_8));
    }
  }

  static Outgoing read(StateReader in) {
    Outgoing.Kind kind = Outgoing.Kind.valueOf(in.string());
    String topic = in.string();
    String key = in.string();
    byte[] value = in.string().getBytes(StandardCharsets.UTF_8);
    int count = in.count();
    Set<String> reads = new LinkedHashSet<>();
    for (int i = 0; i < count; i++) {
      reads.add(in.string());
    }
    byte[] shaped =
        !in.atEnd() && in.flag() // the form before had none
            ? in.string().getBytes(StandardCharsets.UTF_8)
            : null;
    return new Outgoing(kind, topic, key, value, reads, shaped);
  }

  @Override
  public TypeSerializerSnapshot<Outgoing> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What Flink writes of the form beside its bytes. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Outgoing> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
