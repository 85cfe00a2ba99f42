/**
 * Campaign documents in the making: what an importer found, each value with the place it came from,
 * goes in; YAML that is pleasant to read comes out, checked as {@code nudge check} does, with
 * mistakes shown where they came from.
 */
@NullMarked
package dev.nudge.importer.draft;

import org.jspecify.annotations.NullMarked;
