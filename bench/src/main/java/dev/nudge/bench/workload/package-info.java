/** What benches measure with: generated events and campaigns, the same for the same seed. */
@NullMarked
package dev.nudge.bench.workload;

import org.jspecify.annotations.NullMarked;
