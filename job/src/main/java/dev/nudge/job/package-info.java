/**
 * The Flink job around the engine: sources, keyed detection with broadcast campaigns, sinks. {@link
 * dev.nudge.job.NudgeJob} puts the graph together; the same graph runs in one process and on a
 * cluster.
 */
@NullMarked
package dev.nudge.job;

import org.jspecify.annotations.NullMarked;
