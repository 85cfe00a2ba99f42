/** {@code nudge console}: what is done to a console from the machine it runs on. */
@NullMarked
package dev.nudge.app.console;

import org.jspecify.annotations.NullMarked;
