/**
 * From a record to an event, the same for all who read events: the job that detects, the console's
 * trials, its live view and its answer to why. The bytes of a record come in, events come out as
 * {@link dev.nudge.intake.EventIntake} has them: made by the mapping of their source, refused where
 * they are ahead of their time, with device and country. What a catalogue knows of the thing that
 * an event names is joined by whoever has the catalogue.
 */
@NullMarked
package dev.nudge.intake;

import org.jspecify.annotations.NullMarked;
