/**
 * Collections as people write them: a YAML document goes in, a checked {@link
 * dev.nudge.customer.collection.Collection} comes out, or problems at their places. Whether the
 * transform is SQL that PostgreSQL understands shows where its table is made.
 */
@NullMarked
package dev.nudge.customer.collection;

import org.jspecify.annotations.NullMarked;
