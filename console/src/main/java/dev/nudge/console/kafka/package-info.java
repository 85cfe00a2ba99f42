/**
 * How the console reaches Kafka: its settings go in; consumers, producers and bounded readings of a
 * topic come out.
 */
@NullMarked
package dev.nudge.console.kafka;

import org.jspecify.annotations.NullMarked;
