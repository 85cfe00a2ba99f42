/**
 * One attempt to deliver: a trigger goes in, an {@link dev.nudge.delivery.send.SendResult} comes
 * out.
 */
@NullMarked
package dev.nudge.delivery.send;

import org.jspecify.annotations.NullMarked;
