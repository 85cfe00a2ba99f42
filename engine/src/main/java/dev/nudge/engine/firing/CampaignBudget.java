package dev.nudge.engine.firing;

import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Frame;
import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the offers of a campaign may cost, all people together. Amounts are in millionths, so that
 * they add up exactly.
 *
 * @param total for all time; absent: no bound
 * @param perDay for each day of the campaigns' time zone; absent: no bound
 * @param cost of an offer, a number; null: each costs one
 */
public record CampaignBudget(OptionalLong total, OptionalLong perDay, @Nullable Expression cost) {
  /** One, in millionths. */
  public static final long UNIT = 1_000_000;

  /** Sums of costs must not overflow. */
  private static final double LARGEST_COST = 1e12;

  /**
   * What the offer costs whose moment the frame holds.
   *
   * @return nothing where that is no number from 0 to a million millions
   */
  public OptionalLong cost(Frame frame, Consumer<EvaluationError> errors) {
    if (cost == null) {
      return OptionalLong.of(UNIT);
    }
    double amount = Answers.number(cost, frame, Double.NaN, errors);
    return amount >= 0 && amount <= LARGEST_COST
        ? OptionalLong.of(Math.round(amount * UNIT))
        : OptionalLong.empty();
  }

  /**
   * How much may be spent on a day after what has been, at least nothing.
   *
   * @param day the number of days since 1970-01-01
   */
  public long left(Spending spent, long day) {
    long left = total.isPresent() ? total.getAsLong() - spent.total() : Long.MAX_VALUE;
    if (perDay.isPresent()) {
      left = Math.min(left, perDay.getAsLong() - spent.on(day));
    }
    return Math.max(0, left);
  }

  /** An amount as people write it: {@code 0.25}. */
  public static BigDecimal amount(long millionths) {
    BigDecimal amount = BigDecimal.valueOf(millionths, 6).stripTrailingZeros();
    return amount.scale() < 0 ? amount.setScale(0) : amount;
  }

  /** For people: {@code 10000 in all, 500 a day}. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ");
    total.ifPresent(amount -> text.add(amount(amount).toPlainString() + " in all"));
    perDay.ifPresent(amount -> text.add(amount(amount).toPlainString() + " a day"));
    return text.toString();
  }
}
