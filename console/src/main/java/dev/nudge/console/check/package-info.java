/**
 * What can be said of a document without running it: a text goes in; its mistakes at their places,
 * the most it will remember of a user, and a drawing of its pattern come out.
 */
@NullMarked
package dev.nudge.console.check;

import org.jspecify.annotations.NullMarked;
