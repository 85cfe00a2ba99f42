/** The engine. */
@NullMarked
package dev.nudge.engine;

import org.jspecify.annotations.NullMarked;
