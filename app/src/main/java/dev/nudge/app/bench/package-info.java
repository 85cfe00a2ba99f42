/** {@code nudge bench}: generated load, and how fast the engine takes it. */
@NullMarked
package dev.nudge.app.bench;

import org.jspecify.annotations.NullMarked;
