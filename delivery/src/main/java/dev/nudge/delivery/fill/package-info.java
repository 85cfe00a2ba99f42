/**
 * What offers leave open until they are delivered: the queries of an offer go in, its offer with
 * their answers comes out.
 */
@NullMarked
package dev.nudge.delivery.fill;

import org.jspecify.annotations.NullMarked;
