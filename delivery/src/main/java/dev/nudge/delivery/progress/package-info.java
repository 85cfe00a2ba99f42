/**
 * What is known of each delivery, in Kafka: written before and after each attempt, read by whoever
 * delivers next.
 */
@NullMarked
package dev.nudge.delivery.progress;

import org.jspecify.annotations.NullMarked;
