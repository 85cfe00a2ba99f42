/**
 * {@code nudge up}: settings and a data folder go in, the whole system in this process comes out,
 * until somebody stops it.
 */
@NullMarked
package dev.nudge.app.up;

import org.jspecify.annotations.NullMarked;
