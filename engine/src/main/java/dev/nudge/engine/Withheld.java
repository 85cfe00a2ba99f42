package dev.nudge.engine;

import dev.nudge.engine.firing.Reason;
import java.util.Optional;

/**
 * An output: a campaign would have fired, and did not.
 *
 * @param trigger that would have gone out
 * @param reason why not; {@link Reason#HOLDOUT} for a person who is held out: a ghost of the
 *     trigger
 * @param detail of the reason, for people: {@code at most 1 per 7d}; empty for none
 * @param winner what went out in its place, where it was outranked
 */
public record Withheld(Trigger trigger, Reason reason, String detail, Optional<Winner> winner) {
  /** The same of a trigger with other contents. */
  public Withheld of(Trigger other) {
    return new Withheld(other, reason, detail, winner);
  }

  /** What went out in place of it: a campaign, and the id of the trigger. */
  public record Winner(String campaign, String id) {}
}
