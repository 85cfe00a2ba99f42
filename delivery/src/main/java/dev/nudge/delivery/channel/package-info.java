/** Channel documents: YAML goes in, checked records or problems at their places come out. */
@NullMarked
package dev.nudge.delivery.channel;

import org.jspecify.annotations.NullMarked;
