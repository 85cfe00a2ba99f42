/**
 * How commands reach Kafka: settings go in; producers, readers of topics and failures in words come
 * out.
 */
@NullMarked
package dev.nudge.app.kafka;

import org.jspecify.annotations.NullMarked;
