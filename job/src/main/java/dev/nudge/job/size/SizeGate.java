package dev.nudge.job.size;

import dev.nudge.job.message.Outgoing;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets no record out that is larger than its topic takes. One that is gets cut by the rule of its
 * kind, and says in {@code cut} which of its members are not whole; the others stay as they are. Of
 * a trigger in another shape, what goes along is cut first, and then the value, in its texts and
 * lists, which {@code cut} calls {@code value}. A record that fits costs a comparison, one that
 * does not is read and written again some times.
 */
public final class SizeGate {
  /** The most of a key that stays; users have no longer names. */
  private static final int KEY = 1024;

  private final Bounds bounds;
  private final Map<Outgoing.Kind, Rule> rules = new EnumMap<>(Outgoing.Kind.class);

  /** A gate to topics with these bounds. */
  public SizeGate(Bounds bounds) {
    this.bounds = bounds;
    rules.put(Outgoing.Kind.TRIGGER, new TriggerRule());
    rules.put(Outgoing.Kind.WITHHELD, new WithheldRule());
    rules.put(Outgoing.Kind.OUTCOME, List::of); // there is nothing to cut
    rules.put(Outgoing.Kind.BUDGET, List::of);
    rules.put(Outgoing.Kind.TRANSITION, new TransitionRule());
    rules.put(Outgoing.Kind.FUNNEL, List::of); // a part of it would be wrong
    rules.put(Outgoing.Kind.REJECTED, new RejectedRule());
    rules.put(Outgoing.Kind.STATUS, new StatusRule());
  }

  /** Whether a record fits as it is. */
  public boolean fits(Outgoing outgoing) {
    int bound = bounds.of(outgoing.topic());
    return RecordSize.isSmall(outgoing, bound) || RecordSize.of(outgoing) <= bound;
  }

  /**
   * A record that does not fit, cut so that it does.
   *
   * @return nothing where the topic does not even take the least that must be said, which is at
   *     most 16 KiB
   */
  public Optional<Outgoing> cut(Outgoing outgoing) {
    CutRecord record = new CutRecord(outgoing, bounds.of(outgoing.topic()));
    record.shortenKey(KEY);
    for (String id : new String[] {"user", "campaign"}) {
      record.change(id, name -> Shortened.toBytes(name.toString(), KEY));
    }
    for (Rule.Step step : rules.getOrDefault(outgoing.kind(), new RejectedRule()).steps()) {
      if (record.room() >= 0) {
        break;
      }
      step.cut(record);
    }
    return record.room() >= 0 ? Optional.of(record.written()) : Optional.empty();
  }
}
