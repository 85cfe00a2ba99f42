/**
 * Numbers kept over a user's events.
 *
 * <p>In comes the {@link dev.nudge.engine.campaign.MeasureSpec} of a campaign with its compiled
 * expressions, out goes a {@link dev.nudge.engine.measure.MeasurePlan}, shared by all campaigns
 * that ask for the same thing, and for each user a {@link dev.nudge.engine.measure.MeasureState}:
 * events in, the value at the user's clock out.
 *
 * <p>What a state keeps is an {@code Accumulator} (one for each group, if the measure has groups).
 * Where no event ever leaves the window, an accumulator is a running total ({@code ...Total});
 * where events leave it as the clock moves, it keeps as few {@code Samples} as its aggregate allows
 * ({@code ...Window}).
 */
@NullMarked
package dev.nudge.engine.measure;

import org.jspecify.annotations.NullMarked;
