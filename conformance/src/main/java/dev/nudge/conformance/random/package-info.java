/** Cases made at random, each from a seed, and made smaller where one shows a difference. */
@NullMarked
package dev.nudge.conformance.random;

import org.jspecify.annotations.NullMarked;
