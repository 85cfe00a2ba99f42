/**
 * The dictionary: what people call types of events and properties. A name and a text go in; {@link
 * dev.nudge.console.label.Labels.Dictionary} comes out, for whoever shows such names.
 */
@NullMarked
package dev.nudge.console.label;

import org.jspecify.annotations.NullMarked;
