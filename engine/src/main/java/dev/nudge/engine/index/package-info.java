/**
 * Which of many conditions an event may satisfy, found from the values of its properties and not by
 * asking each. Access predicates by number come in, numbers go out.
 */
@NullMarked
package dev.nudge.engine.index;

import org.jspecify.annotations.NullMarked;
