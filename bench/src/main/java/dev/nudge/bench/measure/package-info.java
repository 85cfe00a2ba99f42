/**
 * How a bench measures and what it says: rounds and their medians, the heap, profiles; ratios for
 * programs out.
 */
@NullMarked
package dev.nudge.bench.measure;

import org.jspecify.annotations.NullMarked;
