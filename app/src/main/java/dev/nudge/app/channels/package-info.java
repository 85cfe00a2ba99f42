/**
 * {@code nudge channels}: channels published, listed, removed and tried; what was given up, shown
 * and tried again. {@code nudge deliver}: a process that delivers.
 */
@NullMarked
package dev.nudge.app.channels;

import org.jspecify.annotations.NullMarked;
