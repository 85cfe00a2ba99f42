/** From the steps of a pattern to a small program, and the runs of that program for one user. */
@NullMarked
package dev.nudge.engine.pattern;

import org.jspecify.annotations.NullMarked;
