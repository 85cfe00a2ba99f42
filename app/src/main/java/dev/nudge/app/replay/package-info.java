/**
 * {@code nudge replay}: a finite file of events through the engine. Events come in from {@code
 * input}, triggers, transitions and rejected lines go out to files, in an order that does not
 * depend on chance.
 */
@NullMarked
package dev.nudge.app.replay;

import org.jspecify.annotations.NullMarked;
