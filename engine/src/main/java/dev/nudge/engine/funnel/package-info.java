/**
 * How many runs came to each step of a campaign and left it, and how many users wait there: what
 * the detector tells of runs goes in, counts that can be kept, added up and told come out.
 */
@NullMarked
package dev.nudge.engine.funnel;

import org.jspecify.annotations.NullMarked;
