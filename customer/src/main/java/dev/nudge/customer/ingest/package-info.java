/**
 * How collections are fed: records of topics and files go in, rows of tables come out, with what
 * was read up to which record in the same transaction. A record that the transform refuses is told
 * and left out.
 */
@NullMarked
package dev.nudge.customer.ingest;

import org.jspecify.annotations.NullMarked;
