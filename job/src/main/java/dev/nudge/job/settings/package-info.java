/**
 * What can be set: {@code nudge.yaml}, the environment and flags go in, checked {@link
 * dev.nudge.job.settings.Settings} come out.
 */
@NullMarked
package dev.nudge.job.settings;

import org.jspecify.annotations.NullMarked;
