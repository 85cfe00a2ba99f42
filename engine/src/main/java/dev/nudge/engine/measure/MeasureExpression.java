package dev.nudge.engine.measure;

import dev.nudge.engine.expression.Expression;

/**
 * A compiled expression of a measure.
 *
 * @param expression ready to run
 * @param canonical its text in a form that is equal for equal expressions; part of the fingerprint
 */
public record MeasureExpression(Expression expression, String canonical) {}
