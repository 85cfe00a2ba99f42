package dev.nudge.engine.pattern;

import dev.nudge.engine.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * The events a run took, newest first, as a linked list: runs that part ways share what they have
 * in common.
 *
 * @param before what was taken before; null for the first
 * @param step the index of the step that took the event
 * @param event the event
 */
record Taken(@Nullable Taken before, int step, Event event) {}
