/**
 * Numbers kept over a user's events.
 *
 * <p>In comes the {@link dev.nudge.engine.measure.MeasureSpec} of a campaign with its compiled
 * expressions, out goes a {@link dev.nudge.engine.measure.MeasurePlan}, shared by all campaigns
 * that ask for the same thing, and for each user a {@link dev.nudge.engine.measure.MeasureState}:
 * events in, the value at the user's clock out.
 *
 * <p>What is computed is an {@link dev.nudge.engine.measure.Aggregate}: one file for each, which
 * knows all about it. What a state keeps is an {@code Accumulator} (one for each group, if the
 * measure has groups), which its aggregate makes: where no event ever leaves the window, a running
 * total; where events leave it as the clock moves, as few {@code Samples} as the aggregate allows.
 */
@NullMarked
package dev.nudge.engine.measure;

import org.jspecify.annotations.NullMarked;
