/** Boards by HTTP: those that Nudge brings, those of files, and those that people have saved. */
@NullMarked
package dev.nudge.console.board;

import org.jspecify.annotations.NullMarked;
