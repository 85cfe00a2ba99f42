/**
 * The canonical JSON of the shapes that cross a boundary: events, triggers, transitions, rejected
 * events.
 */
@NullMarked
package dev.nudge.engine.json;

import org.jspecify.annotations.NullMarked;
