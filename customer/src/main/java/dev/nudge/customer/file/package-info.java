/** Files as records, wherever they lie and whatever their format. */
@NullMarked
package dev.nudge.customer.file;

import org.jspecify.annotations.NullMarked;
