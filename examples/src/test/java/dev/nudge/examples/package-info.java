/** Runs every example as its README says and compares what comes out with what is expected. */
@NullMarked
package dev.nudge.examples;

import org.jspecify.annotations.NullMarked;
