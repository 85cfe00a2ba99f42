/**
 * Rules and campaigns of other systems go in as JSON text, campaign documents come out, and what
 * could not be converted as problems with their places. The formats have rooms of their own below;
 * this one tells them apart and holds what they found together.
 */
@NullMarked
package dev.nudge.importer;

import org.jspecify.annotations.NullMarked;
