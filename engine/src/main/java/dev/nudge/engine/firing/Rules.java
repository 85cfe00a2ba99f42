package dev.nudge.engine.firing;

import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Frame;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign says of its candidates, ready to run.
 *
 * @param caps of the campaign
 * @param quiet its quiet hours
 * @param priority from 0 to 100; null for {@link #PRIORITY}
 * @param group the subject of caps of policies that refer to its group
 * @param holdout who gets nothing of it
 * @param variants of its offer
 * @param goal what is hoped for
 * @param budget what its offers may cost, all people together
 * @param shadow whether its candidates are judged and none goes out
 */
public record Rules(
    List<Cap> caps,
    Optional<QuietHours> quiet,
    @Nullable Expression priority,
    OptionalLong group,
    Optional<Holdout> holdout,
    Optional<Variants> variants,
    Optional<Goal> goal,
    Optional<CampaignBudget> budget,
    boolean shadow) {

  /** The priority of a campaign that says nothing. */
  public static final double PRIORITY = 50;

  private static final double HIGHEST = 100;

  /** A campaign that says nothing. */
  public static final Rules NONE =
      new Rules(
          List.of(),
          Optional.empty(),
          null,
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false);

  /** The priority of a candidate, from 0 to 100, by what the frame holds. */
  public double priority(Frame frame, Consumer<EvaluationError> errors) {
    if (priority == null) {
      return PRIORITY;
    }
    return Math.max(0, Math.min(HIGHEST, Answers.number(priority, frame, PRIORITY, errors)));
  }
}
