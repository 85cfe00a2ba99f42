/**
 * What offers have caused, and what was withheld. Outcomes and withheld candidates are kept in
 * PostgreSQL ({@code EffectBatch}, written by whoever reads the topics, with the offsets); asked
 * for a campaign, they become people in arms ({@code Outcomes}), the arms an experiment with what
 * the document declares ({@code Design}), and that {@code insight}'s effects.
 */
@NullMarked
package dev.nudge.console.effect;

import org.jspecify.annotations.NullMarked;
