/**
 * Commands against a running system: campaigns are published, changed and listed; events go in;
 * triggers and rejected records come out. All of it goes through Kafka, so any other client can do
 * the same.
 */
@NullMarked
package dev.nudge.app.live;

import org.jspecify.annotations.NullMarked;
