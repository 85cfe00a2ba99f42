/**
 * A small web shop for demonstration: who somebody is goes in, and a token with which that visitor
 * sends events and sees what Nudge makes of them comes out. Closed unless a setting opens it.
 */
@NullMarked
package dev.nudge.console.shop;

import org.jspecify.annotations.NullMarked;
