/** The binary form of what is remembered of a user: compact, versioned, self-describing. */
@NullMarked
package dev.nudge.engine.state;

import org.jspecify.annotations.NullMarked;
