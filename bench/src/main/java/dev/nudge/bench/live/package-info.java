/**
 * Benches of the live system, all of it in this process: Kafka, the job, PostgreSQL and the
 * console.
 */
@NullMarked
package dev.nudge.bench.live;

import org.jspecify.annotations.NullMarked;
