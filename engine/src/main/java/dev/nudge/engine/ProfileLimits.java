package dev.nudge.engine;

import dev.nudge.engine.event.Profile;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.json.Rejection;
import java.util.Locale;
import java.util.Optional;

/**
 * How much can be known of a user. A profile and the updates that are ahead of the user's clock are
 * weighed together, so that whatever has been taken can be learnt when its time comes.
 */
final class ProfileLimits {
  /** Of a profile. */
  static final int PROPERTIES = 1_000;

  /** Of a profile and all updates ahead of the clock. */
  static final long BYTES = 256L << 10;

  /** Updates ahead of the clock. */
  static final int AHEAD = 1_000;

  private static final Optional<Rejection> NONE = Optional.empty();

  private ProfileLimits() {}

  /** Why a user's profile cannot become this one. What makes it no larger is always taken. */
  static Optional<Rejection> refuse(Profile merged, UserState state) {
    Properties now = state.profile().properties();
    Properties then = merged.properties();
    if (then.size() > PROPERTIES && then.size() > now.size()) {
      return refused("the profile would have %,d properties; at most %,d", then.size(), PROPERTIES);
    }
    return then.weight() > now.weight() ? refuse(then.weight() + state.aheadBytes()) : NONE;
  }

  /** Why an update cannot wait until the user's clock comes to it. */
  static Optional<Rejection> refuseAhead(Properties update, UserState state) {
    if (state.ahead() >= AHEAD) {
      return refused("%,d updates are ahead of the user's clock; at most %,d", AHEAD, AHEAD);
    }
    return refuse(state.profile().properties().weight() + state.aheadBytes() + update.weight());
  }

  private static Optional<Rejection> refuse(long bytes) {
    return bytes > BYTES
        ? refused("profile and updates ahead of the clock: %,d bytes; at most %,d", bytes, BYTES)
        : NONE;
  }

  private static Optional<Rejection> refused(String detail, long found, long most) {
    return Optional.of(
        new Rejection(Rejection.BEYOND_LIMITS, String.format(Locale.ROOT, detail, found, most)));
  }
}
