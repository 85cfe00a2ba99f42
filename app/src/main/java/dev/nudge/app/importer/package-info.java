/**
 * {@code nudge import}: rules and campaigns of other systems go in, campaign documents come out.
 * The formats have rooms of their own below; this one reads files, tells formats apart, and writes.
 */
@NullMarked
package dev.nudge.app.importer;

import org.jspecify.annotations.NullMarked;
