/**
 * From a document to checked records: YAML or JSON text comes in, {@link
 * dev.nudge.engine.campaign.Campaign}s and {@link dev.nudge.engine.document.Problem}s with file,
 * line and column go out. The expressions inside stay text here.
 */
@NullMarked
package dev.nudge.engine.campaign;

import org.jspecify.annotations.NullMarked;
