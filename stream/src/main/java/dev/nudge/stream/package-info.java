/**
 * How everybody reads and writes Kafka: properties of clients go in; consumers, producers, a thread
 * that follows topics, and bounded readings of a topic come out. What a reader keeps, it keeps with
 * the offsets up to which it has read.
 */
@NullMarked
package dev.nudge.stream;

import org.jspecify.annotations.NullMarked;
