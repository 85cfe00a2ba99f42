/** Patterns in Siddhi beside the same as campaigns. */
@NullMarked
package dev.nudge.bench.siddhi;

import org.jspecify.annotations.NullMarked;
