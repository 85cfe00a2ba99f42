/**
 * {@code nudge connect}: connectors of a running {@code nudge up}, or of a Kafka Connect elsewhere.
 */
@org.jspecify.annotations.NullMarked
package dev.nudge.app.connect;
