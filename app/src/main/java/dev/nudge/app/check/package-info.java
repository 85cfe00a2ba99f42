/** Campaign files, found and read; {@code nudge check}, which says all that is wrong with them. */
@NullMarked
package dev.nudge.app.check;

import org.jspecify.annotations.NullMarked;
