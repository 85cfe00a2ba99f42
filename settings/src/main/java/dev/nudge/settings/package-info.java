/**
 * What can be set: {@code nudge.yaml}, the environment and flags go in, checked {@link
 * dev.nudge.settings.Settings} come out.
 */
@NullMarked
package dev.nudge.settings;

import org.jspecify.annotations.NullMarked;
