/**
 * {@code nudge import}: files with rules and campaigns of other systems go in, campaign documents
 * come out, on the screen or a file each.
 */
@NullMarked
package dev.nudge.app.importer;

import org.jspecify.annotations.NullMarked;
