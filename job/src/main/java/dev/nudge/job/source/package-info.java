/** Kafka records in, messages and the passing of time out. */
@NullMarked
package dev.nudge.job.source;

import org.jspecify.annotations.NullMarked;
