/**
 * Boards as people write them: a page of panels, each an answer of a query. A YAML document goes
 * in, a checked {@link dev.nudge.customer.board.Board} comes out, or problems at their places.
 */
@NullMarked
package dev.nudge.customer.board;

import org.jspecify.annotations.NullMarked;
