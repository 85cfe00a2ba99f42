/** What goes out of the job to Kafka. */
@NullMarked
package dev.nudge.job.sink;

import org.jspecify.annotations.NullMarked;
