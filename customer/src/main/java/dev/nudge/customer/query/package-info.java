/**
 * Queries that have a name: a file of SQL with a header comes in; what it is called with is checked
 * against its parameters and bound, never written into the SQL; columns and rows come out, as JSON,
 * CSV or NDJSON. {@link dev.nudge.customer.query.Queries} is the way in.
 */
@NullMarked
package dev.nudge.customer.query;

import org.jspecify.annotations.NullMarked;
