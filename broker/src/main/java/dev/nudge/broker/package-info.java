/**
 * Kafka in this process: a folder and an address go in, a broker that any Kafka client can talk to
 * comes out.
 */
@NullMarked
package dev.nudge.broker;

import org.jspecify.annotations.NullMarked;
