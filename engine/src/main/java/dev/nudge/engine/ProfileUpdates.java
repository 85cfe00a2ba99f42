package dev.nudge.engine;

import dev.nudge.engine.event.Profile;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.json.Rejection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes known of users what is told of them, at its time. */
final class ProfileUpdates {
  private final UnknownZones unknownZones = new UnknownZones();

  /** Takes an update: {@link Detector#onProfile}. */
  Optional<Rejection> take(Properties update, OptionalLong time, UserState state) {
    boolean ahead = time.isPresent() && time.getAsLong() > state.clock;
    Profile merged = ahead ? state.profile : state.profile.merge(update);
    Optional<Rejection> refused =
        ahead ? ProfileLimits.refuseAhead(update, state) : ProfileLimits.refuse(merged, state);
    if (refused.isPresent()) {
      return refused;
    }
    unknownZones.look(update);
    if (ahead) {
      state.expect(new UserState.Expected(time.getAsLong(), update));
    } else {
      state.profile = merged;
    }
    return Optional.empty();
  }

  /** Makes known what the user's clock has reached. */
  void learn(UserState state) {
    for (UserState.Expected next = state.nextExpected();
        next != null && next.time() <= state.clock;
        next = state.nextExpected()) {
      state.profile = state.profile.merge(next.update());
      state.learnt();
    }
  }

  /** What was named as a time zone and is none, and how often. */
  Map<String, Long> unknownZones() {
    return unknownZones.counts();
  }
}
