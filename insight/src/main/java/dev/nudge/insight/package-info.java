/**
 * What an offer has caused. People who got it and people who were held out go in as two {@link
 * dev.nudge.insight.Arm}s, sums that can be kept one outcome at a time; an {@link
 * dev.nudge.insight.Effect} comes out: differences with intervals that hold however often somebody
 * looks, or the reasons why it is too early to say.
 *
 * <p>Begin at {@link dev.nudge.insight.Experiment}. Pure: no clock, no chance, no input or output.
 * The formulas, where they come from and how well they do are in {@code docs/effects.md}.
 */
@NullMarked
package dev.nudge.insight;

import org.jspecify.annotations.NullMarked;
