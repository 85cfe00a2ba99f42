/**
 * Benches of the engine alone, in memory: an event's time, a user's bytes, loading; and of
 * replaying a file.
 */
@NullMarked
package dev.nudge.bench.engine;

import org.jspecify.annotations.NullMarked;
