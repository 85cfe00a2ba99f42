/**
 * What is known of customers. {@link dev.nudge.customer.Customers} is where a newcomer begins: a
 * store and the topics of the live system go in; tables that are fed within a second, and views of
 * them for queries, come out.
 */
@NullMarked
package dev.nudge.customer;

import org.jspecify.annotations.NullMarked;
