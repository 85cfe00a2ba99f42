/**
 * What the console reads of Kafka's topics: its settings go in; what reaches Kafka, readers of
 * events by their mappings, and the catalogue come out.
 */
@NullMarked
package dev.nudge.console.kafka;

import org.jspecify.annotations.NullMarked;
