/** All benches in turn, and what they came to beside what is aimed at. */
@NullMarked
package dev.nudge.bench.all;

import org.jspecify.annotations.NullMarked;
