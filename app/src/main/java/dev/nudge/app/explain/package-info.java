/**
 * {@code nudge explain}: reads what a replay would read and prints the {@code Story} of one user,
 * as text or as JSON lines. The story itself is made by {@code dev.nudge.engine.story}.
 */
@NullMarked
package dev.nudge.app.explain;

import org.jspecify.annotations.NullMarked;
