package dev.nudge.console.live;

import dev.nudge.console.gate.Shares;
import dev.nudge.console.web.ApiException;

/**
 * How many streams are read at once: 200, of which 150 at most by single users, so that a crowd in
 * apps or in the shop leaves room for those who watch over it; 100 from one address, and 20 by one
 * caller. Safe for use by several threads.
 */
final class Seats {
  private static final int ALL = 200;
  private static final int USERS = 150;
  private static final int BY_ADDRESS = 100;
  private static final int BY_CALLER = 20;
  private static final long RETRY_SECONDS = 10;

  private final Shares byCaller = new Shares(ALL, BY_CALLER);
  private final Shares byUser = new Shares(USERS, BY_CALLER);
  private final Shares byAddress = new Shares(ALL, BY_ADDRESS);

  /**
   * Takes one.
   *
   * @param ofUser whether the caller is a single user
   * @return gives it back
   * @throws ApiException if there is none left
   */
  Runnable take(String caller, String address, boolean ofUser) {
    Shares callers = ofUser ? byUser : byCaller;
    refuse(
        callers.take(caller),
        BY_CALLER + " streams of '" + caller + "'",
        ofUser ? USERS + " streams of users" : ALL + " streams");
    try {
      refuse(byAddress.take(address), BY_ADDRESS + " streams of this address", ALL + " streams");
    } catch (ApiException e) {
      callers.give(caller);
      throw e;
    }
    return () -> {
      byAddress.give(address);
      callers.give(caller);
    };
  }

  private static void refuse(Shares.Answer answer, String own, String all) {
    switch (answer) {
      case TAKEN -> {}
      case OWN_LIMIT ->
          throw ApiException.tooMany("there are " + own + " already: close one", RETRY_SECONDS);
      case ALL_GONE ->
          throw ApiException.unavailable(
              "there are " + all + " already: ask again later", RETRY_SECONDS);
    }
  }
}
