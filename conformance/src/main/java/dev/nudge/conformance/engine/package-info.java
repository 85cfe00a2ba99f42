/**
 * A case through Nudge: its pattern as a campaign document, read and compiled like anybody's, its
 * events through the detector; matches come out.
 */
@NullMarked
package dev.nudge.conformance.engine;

import org.jspecify.annotations.NullMarked;
