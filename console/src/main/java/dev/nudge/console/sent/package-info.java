/**
 * An event that somebody sends by hand, to see what becomes of it: where it was written, whether
 * the job has read it, and whether it could be used.
 */
@NullMarked
package dev.nudge.console.sent;

import org.jspecify.annotations.NullMarked;
