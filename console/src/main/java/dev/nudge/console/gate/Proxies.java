package dev.nudge.console.gate;

/** Whose word on an address is believed. */
@FunctionalInterface
interface Proxies {
  Proxies NONE = address -> false;

  /** Whether a connection from this address brings the requests of others. */
  boolean trusts(String address);
}
