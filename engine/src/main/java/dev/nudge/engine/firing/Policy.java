package dev.nudge.engine.firing;

import dev.nudge.engine.expression.Expression;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rules for the offers of all campaigns, ready to run.
 *
 * @param caps of groups, and of all
 * @param quiet when nothing goes out
 * @param holdBack within so many milliseconds candidates compete; 0 for not at all
 * @param holdout who gets nothing
 * @param unsubscribed who wants nothing; null for nobody
 */
public record Policy(
    List<Cap> caps,
    Optional<QuietHours> quiet,
    long holdBack,
    Optional<Holdout> holdout,
    @Nullable Expression unsubscribed) {}
