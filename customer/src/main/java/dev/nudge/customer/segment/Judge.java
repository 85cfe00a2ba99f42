package dev.nudge.customer.segment;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Frame;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** Evaluates conditions over customers. Serves one thread. */
final class Judge {
  private final Frame frame = new Frame();

  /**
   * A judge.
   *
   * @param zone of customers whose profile names none
   */
  Judge(ZoneId zone) {
    frame.zone = zone;
  }

  /**
   * What came out.
   *
   * @param holds false also where it failed
   * @param error why it failed, unless it did because something is not known of the customer
   */
  record Verdict(boolean holds, Optional<String> error) {
    static final Verdict YES = new Verdict(true, Optional.empty());
    static final Verdict NO = new Verdict(false, Optional.empty());
  }

  Verdict judge(Expression condition, Customer customer, Instant now) {
    if (customer.unread().isPresent()) {
      return new Verdict(false, customer.unread());
    }
    frame.profile = customer.profile();
    frame.facts = customer.facts();
    frame.now = now.toEpochMilli();
    Kind kind = condition.evaluate(frame);
    if (kind == Kind.BOOL) {
      return frame.word == 1 ? Verdict.YES : Verdict.NO;
    }
    if (frame.ref instanceof EvaluationError error) {
      return error.reason() == EvaluationError.Reason.MISSING
          ? Verdict.NO
          : new Verdict(false, Optional.of(error.toString()));
    }
    return new Verdict(false, Optional.of("it gives no truth value, but a " + kind));
  }
}
