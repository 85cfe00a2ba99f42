/**
 * {@code nudge bench}: the way from the command line to the benches. They stand beside the product
 * and know it; it does not know them.
 */
@NullMarked
package dev.nudge.bench;

import org.jspecify.annotations.NullMarked;
