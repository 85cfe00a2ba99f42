/** What could not be used and stands on the rejected topic: counted, looked at, sent again. */
@NullMarked
package dev.nudge.console.rejected;

import org.jspecify.annotations.NullMarked;
