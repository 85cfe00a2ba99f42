/**
 * Numbers kept over a user's events: the plan of a measure (shared by all campaigns that ask for
 * the same thing) and its state for one user.
 */
@NullMarked
package dev.nudge.engine.measure;

import org.jspecify.annotations.NullMarked;
