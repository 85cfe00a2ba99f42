package dev.nudge.job.message;

import dev.nudge.engine.firing.CampaignBudget;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.util.OptionalLong;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Claims as bytes. */
public final class ClaimForm extends ByteForm<Claim> {
  private static final long serialVersionUID = 1;

  /** The only one. */
  public static final ClaimForm INSTANCE = new ClaimForm();

  /** Claims, to Flink. */
  public static final TypeInformation<Claim> TYPE = INSTANCE.type(Claim.class);

  private ClaimForm() {}

  @Override
  public Claim createInstance() {
    Outgoing nothing = OutgoingForm.INSTANCE.createInstance();
    return new Claim(
        "",
        new CampaignBudget(OptionalLong.empty(), OptionalLong.empty(), null),
        0,
        0,
        nothing,
        nothing);
  }

  @Override
  protected byte[] toBytes(Claim claim) {
    StateWriter out = new StateWriter();
    out.string(claim.campaign());
    bound(claim.budget().total(), out);
    bound(claim.budget().perDay(), out);
    out.varint(claim.cost());
    out.zigzag(claim.day());
    OutgoingForm.write(claim.fired(), out);
    OutgoingForm.write(claim.refused(), out);
    return out.toBytes();
  }

  @Override
  protected Claim fromBytes(byte[] bytes) {
    StateReader in = new StateReader(bytes);
    return new Claim(
        in.string(),
        new CampaignBudget(bound(in), bound(in), null),
        in.varint(),
        in.zigzag(),
        OutgoingForm.read(in),
        OutgoingForm.read(in));
  }

  private static void bound(OptionalLong bound, StateWriter out) {
    out.flag(bound.isPresent());
    bound.ifPresent(out::varint);
  }

  private static OptionalLong bound(StateReader in) {
    return in.flag() ? OptionalLong.of(in.varint()) : OptionalLong.empty();
  }

  @Override
  public TypeSerializerSnapshot<Claim> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What Flink writes of the form beside its bytes. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Claim> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
