/** {@code nudge query}: the console is asked by HTTP, and its answer laid out for people. */
@NullMarked
package dev.nudge.app.query;

import org.jspecify.annotations.NullMarked;
