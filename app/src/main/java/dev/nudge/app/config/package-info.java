/** The options that every command on a running system shares; {@code nudge config}. */
@NullMarked
package dev.nudge.app.config;

import org.jspecify.annotations.NullMarked;
