package dev.nudge.insight;

import java.util.Optional;

/**
 * How a number of each person (whether the goal was reached, or its value) differs between the
 * people who got the offer and those who were held out. Each interval keeps its level by itself.
 *
 * @param difference what a person who got the offer has more, on average: for rates in people of
 *     one, -1 to 1; for values in the unit of the value
 * @param uplift the same as a share of what the held-out people have: 0.2 for a fifth more; empty
 *     while that could be nothing at all
 * @param adjusted the difference, less what the chance differences of the arms before the trigger
 *     explain (CUPED), mostly with a tighter interval; empty where nothing was known before
 * @param total what all people who got the offer have more because of it, from the adjusted
 *     difference where there is one
 */
public record Change(
    Estimate difference, Optional<Estimate> uplift, Optional<Estimate> adjusted, Estimate total) {}
