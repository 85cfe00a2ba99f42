/**
 * Triggers as they stand in Kafka: bytes go in; who gets what over which channels, and texts filled
 * in from it, come out.
 */
@NullMarked
package dev.nudge.delivery.trigger;

import org.jspecify.annotations.NullMarked;
