/**
 * Finding customers: what somebody types goes in; those whose id or profile has words that begin so
 * come out, within milliseconds whatever was typed.
 */
@NullMarked
package dev.nudge.customer.person;

import org.jspecify.annotations.NullMarked;
