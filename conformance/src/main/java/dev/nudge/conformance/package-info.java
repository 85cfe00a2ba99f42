/**
 * Holds Nudge's patterns against Flink CEP's, whose meaning they claim to have: random patterns
 * over random events through both, and every difference made small. No part of the product.
 */
@NullMarked
package dev.nudge.conformance;

import org.jspecify.annotations.NullMarked;
