/**
 * Trying a draft before anyone publishes it: a document and events go in (pasted, of one user, or
 * of the last hours); for whom it would have fired, when and why comes out. The engine runs as in a
 * replay, and nothing is written anywhere.
 */
@NullMarked
package dev.nudge.console.trial;

import org.jspecify.annotations.NullMarked;
