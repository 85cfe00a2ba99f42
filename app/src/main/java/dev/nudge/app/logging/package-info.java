/**
 * Where log lines go: nowhere for a command that ends by itself, to a file for {@code nudge up}.
 * Never to the terminal, which belongs to the commands.
 */
@NullMarked
package dev.nudge.app.logging;

import org.jspecify.annotations.NullMarked;
