/** From bytes to events: a mapping says which column or JSON pointer holds what. */
@NullMarked
package dev.nudge.engine.mapping;

import org.jspecify.annotations.NullMarked;
