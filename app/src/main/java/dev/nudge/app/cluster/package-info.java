/**
 * Flink in this process: a job graph and a folder go in, a running job that takes checkpoints and
 * goes on from them comes out.
 */
@NullMarked
package dev.nudge.app.cluster;

import org.jspecify.annotations.NullMarked;
