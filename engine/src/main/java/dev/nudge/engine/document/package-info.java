/**
 * Documents that people write, read with places: YAML or JSON text comes in, {@link
 * dev.nudge.engine.document.Document}s of {@link dev.nudge.engine.document.Node}s go out, and
 * {@link dev.nudge.engine.document.Fields} reads the keys of a mapping into typed values, {@link
 * dev.nudge.engine.document.JsonValues} takes a part as the JSON it is. Nothing here throws for a
 * bad document: every mistake becomes a {@link dev.nudge.engine.document.Problem} at its line and
 * column, and reading goes on, so that one run reports all of them.
 */
@NullMarked
package dev.nudge.engine.document;

import org.jspecify.annotations.NullMarked;
