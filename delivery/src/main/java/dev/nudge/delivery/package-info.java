/**
 * Offers on their way to people: triggers whose offer names a channel go in; webhooks and mail go
 * out, and what became of each stands in Kafka. {@link dev.nudge.delivery.Deliverer} is where to
 * begin.
 */
@NullMarked
package dev.nudge.delivery;

import org.jspecify.annotations.NullMarked;
