package dev.nudge.console.gate;

import jakarta.servlet.http.HttpServletRequest;

/** Tells callers from strangers, before a body that only callers may send is read. */
public interface Acquaintance {
  /** Whether the head of a request shows somebody who is signed in, or a token that is known. */
  boolean knows(HttpServletRequest request);
}
