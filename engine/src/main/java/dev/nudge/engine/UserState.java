package dev.nudge.engine;

import dev.nudge.engine.event.Profile;

/** All that is remembered of one user. */
public final class UserState {
  private final String user;

  /** A user never seen before. */
  public UserState(String user) {
    this.user = user;
  }

  /** Whose state it is. */
  public String user() {
    return user;
  }

  /** What is known of the user. */
  public Profile profile() {
    throw new UnsupportedOperationException();
  }

  /** The user's clock: the greatest event time seen; {@link Long#MIN_VALUE} before the first. */
  public long clock() {
    throw new UnsupportedOperationException();
  }

  /** The earliest time at which something is due, or {@link Long#MAX_VALUE}. */
  public long nextDeadline() {
    throw new UnsupportedOperationException();
  }

  /** Whether nothing is remembered that could ever matter (then the state may be forgotten). */
  public boolean isEmpty() {
    throw new UnsupportedOperationException();
  }

  /** The versioned binary form. */
  public byte[] toBytes() {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws dev.nudge.engine.state.CorruptStateException if it is not that, or of an unknown
   *     version
   */
  public static UserState fromBytes(byte[] bytes) {
    throw new UnsupportedOperationException();
  }
}
