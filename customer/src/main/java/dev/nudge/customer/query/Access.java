package dev.nudge.customer.query;

/** Who may call a query: whoever has at least this role. */
public enum Access {
  VIEWER,
  EDITOR,
  PUBLISHER,
  ADMIN
}
