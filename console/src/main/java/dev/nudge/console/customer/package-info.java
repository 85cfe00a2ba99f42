/**
 * What is known of customers, by HTTP: the store in the console's own database, and the queries
 * over it, each an endpoint of its own.
 */
@NullMarked
package dev.nudge.console.customer;

import org.jspecify.annotations.NullMarked;
