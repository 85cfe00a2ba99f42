package dev.nudge.job.message;

import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** The versions of one campaign as bytes, by number. */
public final class VersionForm extends KeptForm<List<Version>> {
  private static final long serialVersionUID = 1;

  /** The only one. */
  public static final VersionForm INSTANCE = new VersionForm();

  /**
   * Form 1 knew neither of lives nor of when a document was written, form 2 of no other system's
   * topic.
   */
  private static final int FORM = 3;

  private VersionForm() {}

  @Override
  public Kept<List<Version>> createInstance() {
    return Kept.of(List.of());
  }

  @Override
  protected byte[] write(List<Version> versions) {
    StateWriter out = new StateWriter();
    out.varint(FORM);
    out.varint(versions.size());
    versions.forEach(version -> write(version, out));
    return out.toBytes();
  }

  @Override
  protected List<Version> read(byte[] bytes) {
    StateReader in = new StateReader(bytes);
    long form = in.varint();
    if (form < 1 || form > FORM) {
      throw in.corrupt("versions of form " + form);
    }
    int count = in.count();
    List<Version> versions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      versions.add(form == 1 ? first(in) : form == 2 ? second(in) : read(in));
    }
    return List.copyOf(versions);
  }

  static void write(Version version, StateWriter out) {
    out.string(version.campaign());
    out.varint(version.number());
    out.string(version.state().word());
    out.zigzag(version.publishedAt());
    out.string(version.text());
    out.string(version.name());
    out.varint(version.life());
    out.zigzag(version.writtenAt());
    Version.Foreign foreign = version.foreign();
    out.flag(foreign != null);
    if (foreign != null) {
      out.string(foreign.topic());
      out.varint(foreign.record().partition());
      out.varint(foreign.record().offset());
    }
  }

  static Version read(StateReader in) {
    Version second = second(in);
    return in.flag()
        ? second.in(
            second.life(),
            second.writtenAt(),
            new Version.Foreign(in.string(), new RecordId((int) in.varint(), in.varint())))
        : second;
  }

  private static Version second(StateReader in) {
    Version first = first(in);
    return first.in((int) in.varint(), in.zigzag(), null);
  }

  private static Version first(StateReader in) {
    String campaign = in.string();
    int number = (int) in.varint();
    String word = in.string();
    for (Version.State state : Version.State.values()) {
      if (state.word().equals(word)) {
        long publishedAt = in.zigzag();
        return new Version(
            campaign, number, state, publishedAt, in.string(), in.string(), 1, publishedAt);
      }
    }
    throw in.corrupt("a version that is '" + word + "'");
  }

  @Override
  public TypeSerializerSnapshot<Kept<List<Version>>> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What Flink writes of the form beside its bytes. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Kept<List<Version>>> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
