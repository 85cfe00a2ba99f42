/**
 * Aviator, the expression language of dynamic Flink CEP: its text comes in, CEL goes out. {@link
 * dev.nudge.importer.aviator.Parser} reads the part of it that has a counterpart; {@link
 * dev.nudge.importer.aviator.Translation} writes that as CEL. Everything else is refused at its
 * place.
 */
@NullMarked
package dev.nudge.importer.aviator;

import org.jspecify.annotations.NullMarked;
