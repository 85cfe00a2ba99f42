/**
 * Webhooks by the rules of Standard Webhooks: a trigger goes in, a signed request goes out, and the
 * answer says what became of it.
 */
@NullMarked
package dev.nudge.delivery.webhook;

import org.jspecify.annotations.NullMarked;
