package dev.nudge.engine.pattern;

import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.expression.Expression;
import java.util.Optional;

/**
 * A condition was tried on an event. One that does not look at earlier events is tried once for all
 * runs. A condition that asks for another type of event is not tried.
 *
 * @param part the step, or group, whose condition it is; empty for a group without a name
 * @param ends whether it is an {@code until}; else it says whether the event fits the step
 * @param held how it came out
 * @param after the shortest time since the run's last event, in milliseconds; 0 for none
 * @param run whose condition it is; absent where it is the same for all, or the event would begin
 *     one
 * @param where the condition, unless the type says all
 * @param script asked where {@code where} holds
 * @param error why it has no answer, where that is so and the script was asked
 */
public record Trial(
    String part,
    boolean ends,
    boolean held,
    long after,
    Optional<RunSnapshot> run,
    Optional<Expression> where,
    Optional<Expression> script,
    Optional<EvaluationError> error) {}
