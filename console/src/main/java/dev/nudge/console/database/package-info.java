/**
 * PostgreSQL: for those who bring none, one in a folder, of which a JDBC URL comes out; and what
 * text it takes. Knows no other room.
 */
@NullMarked
package dev.nudge.console.database;

import org.jspecify.annotations.NullMarked;
