/** The command line: arguments come in, an exit code goes out. */
@NullMarked
package dev.nudge.app;

import org.jspecify.annotations.NullMarked;
