/**
 * The text of SQL as PostgreSQL reads it: a {@link dev.nudge.engine.document.Text} comes in;
 * tokens, statements, parameters, and what to hand the driver go out. What the server has to say
 * against it comes back at its place in the text.
 */
@NullMarked
package dev.nudge.customer.sql;

import org.jspecify.annotations.NullMarked;
