/** Campaigns to begin with: the moments that most shops want, one document each. */
@NullMarked
package dev.nudge.console.template;

import org.jspecify.annotations.NullMarked;
