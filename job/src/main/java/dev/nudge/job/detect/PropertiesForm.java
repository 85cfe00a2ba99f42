package dev.nudge.job.detect;

import dev.nudge.engine.event.Properties;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import dev.nudge.job.message.Kept;
import dev.nudge.job.message.KeptForm;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** The properties of a thing of the catalogue as bytes. */
final class PropertiesForm extends KeptForm<Properties> {
  private static final long serialVersionUID = 1;

  static final PropertiesForm INSTANCE = new PropertiesForm();

  private static final int FORM = 1;

  private PropertiesForm() {}

  @Override
  public Kept<Properties> createInstance() {
    return Kept.of(Properties.EMPTY);
  }

  @Override
  protected byte[] write(Properties properties) {
    StateWriter out = new StateWriter();
    out.varint(FORM);
    out.properties(properties);
    return out.toBytes();
  }

  @Override
  protected Properties read(byte[] bytes) {
    StateReader in = new StateReader(bytes);
    long form = in.varint();
    if (form != FORM) {
      throw in.corrupt("properties of form " + form);
    }
    return in.properties();
  }

  @Override
  public TypeSerializerSnapshot<Kept<Properties>> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What Flink writes of the form beside its bytes. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Kept<Properties>> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
