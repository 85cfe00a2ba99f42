/**
 * From a candidate to a verdict: what a campaign's match, or condition, brings up for a person is
 * judged here by pacing, policy, competition and holdout, and what came of those that went out is
 * watched. What it remembers of a person is {@link dev.nudge.engine.firing.FiringState}.
 */
@NullMarked
package dev.nudge.engine.firing;

import org.jspecify.annotations.NullMarked;
