package dev.nudge.customer.query;

/** Where the text of a query, or of a board, stands. */
public enum Origin {
  /** Nudge brings it. */
  SHIPPED,
  /** In a file of the folder. */
  FILE,
  /** In the database, where people have saved it. */
  SAVED
}
