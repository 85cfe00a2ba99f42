/**
 * From the text of a CEL expression to a closure over a {@link dev.nudge.engine.expression.Frame}:
 * parsed and type-checked by dev.cel, evaluated by our own nodes.
 */
@NullMarked
package dev.nudge.engine.expression;

import org.jspecify.annotations.NullMarked;
