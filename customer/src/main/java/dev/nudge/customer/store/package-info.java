/**
 * The PostgreSQL of customers: an address goes in; connections that write, connections that may
 * only read what queries may see, and a schema that is up to date come out.
 */
@NullMarked
package dev.nudge.customer.store;

import org.jspecify.annotations.NullMarked;
