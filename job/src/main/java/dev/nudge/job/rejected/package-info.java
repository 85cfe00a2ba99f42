/** What could not be used: kept with the reason, counted, and never a reason to stop. */
@NullMarked
package dev.nudge.job.rejected;

import org.jspecify.annotations.NullMarked;
