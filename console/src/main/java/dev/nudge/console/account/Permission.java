package dev.nudge.console.account;

import java.util.Locale;

/** Something that a caller may be allowed to do. */
public enum Permission {
  /** See everything but accounts and tokens. */
  READ,
  /** Write drafts. */
  EDIT,
  /** Change what is live. */
  PUBLISH,
  /** Manage accounts and tokens. */
  ADMINISTER,
  /** Send events. */
  COLLECT,
  /** Ask the queries that are named beside it, and no other. */
  QUERY,
  /** Be one visitor of the shop: send own events, see what Nudge makes of them. */
  SHOP,
  /** Be one customer in an app: send own events, see the own offers that are meant for it. */
  APP;

  /** As Spring Security and the API name it: {@code read}. */
  public String authority() {
    return name().toLowerCase(Locale.ROOT);
  }
}
