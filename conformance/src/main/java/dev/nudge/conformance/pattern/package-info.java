/**
 * What is put before both engines: a pattern and events, as plain values that neither engine knows,
 * and what is true of them for either.
 */
@NullMarked
package dev.nudge.conformance.pattern;

import org.jspecify.annotations.NullMarked;
