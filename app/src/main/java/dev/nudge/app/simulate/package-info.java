/**
 * Shoppers of a web shop who do not exist: a seed and a rate go in; profiles, a catalogue and
 * events come out, to Kafka or to files.
 */
@NullMarked
package dev.nudge.app.simulate;

import org.jspecify.annotations.NullMarked;
