/** The collector: events of anybody who may send them go in, records of Kafka come out. */
@NullMarked
package dev.nudge.console.collect;

import org.jspecify.annotations.NullMarked;
