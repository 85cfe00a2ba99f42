/** PostgreSQL in a folder, for those who bring none: a folder goes in, a JDBC URL comes out. */
@NullMarked
package dev.nudge.console.database;

import org.jspecify.annotations.NullMarked;
