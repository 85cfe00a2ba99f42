/**
 * Deliveries over one channel: triggers are read, tried, tried again, given up. What sends is a
 * {@link dev.nudge.delivery.send.Sender}.
 */
@NullMarked
package dev.nudge.delivery.queue;

import org.jspecify.annotations.NullMarked;
