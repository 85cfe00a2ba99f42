package dev.nudge.job.detect;

import dev.nudge.engine.UserState;
import dev.nudge.job.message.Kept;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is remembered of users, one at hand at a time. What cannot be read is set aside. */
final class Users {
  private static final String WHAT = "kept user";

  private final HotUsers kept;
  private final Results results;
  private final Supplier<String> key;
  private final Consumer<UserState> lost;

  /** Whom the work is about, once it has been looked up. */
  private @Nullable Remembered atHand;

  /**
   * What is kept of users.
   *
   * @param kept where they are kept
   * @param lost hears of those who are given up although they can be read
   */
  Users(HotUsers kept, Results results, Supplier<String> key, Consumer<UserState> lost) {
    this.lost = lost;
    this.kept = kept;
    this.results = results;
    this.key = key;
  }

  /** A new piece of work begins, about nobody yet. */
  void nobody() {
    atHand = null;
  }

  /** What is remembered of the user, who is at hand from here on; nothing yet of a new one. */
  Remembered get(String id) throws Exception {
    Remembered user = known().orElseGet(() -> new Remembered(new UserState(id)));
    atHand = user;
    return user;
  }

  /** What is remembered of the user of the key, who is at hand from here on. */
  Optional<Remembered> known() throws Exception {
    @Nullable Kept<Remembered> found = kept.value();
    if (found instanceof Kept.Unreadable<Remembered> unreadable) {
      setAside(unreadable);
      return Optional.empty();
    }
    Optional<Remembered> known = found == null ? Optional.empty() : found.value();
    known.ifPresent(user -> atHand = user);
    return known;
  }

  void keep(Remembered user) throws Exception {
    kept.update(Kept.of(user));
  }

  /** Before a checkpoint: what is kept is all in Flink's state. */
  void flush() throws Exception {
    kept.flush();
  }

  /** Nothing is remembered of the user of the key any more. */
  void forget() {
    atHand = null;
    kept.clear();
  }

  /**
   * After a failure: who cannot be kept, or would fail again at once, begins anew.
   *
   * @return who goes on, whose deadlines still need a timer
   */
  Optional<Remembered> mend() throws Exception {
    @Nullable Remembered user = atHand;
    if (user == null) {
      return Optional.empty();
    }
    Kept<Remembered> again = RememberedForm.INSTANCE.afterRestart(user);
    if (again instanceof Kept.Unreadable<Remembered> unreadable) {
      lost.accept(user.state);
      setAside(unreadable);
      return Optional.empty();
    }
    if (user.failedAt == user.state.nextDeadline()) {
      lost.accept(user.state);
      setAside(new Kept.Unreadable<>(RememberedForm.INSTANCE.write(user), "its deadline fails"));
      return Optional.empty();
    }
    return Optional.of(user);
  }

  private void setAside(Kept.Unreadable<Remembered> unreadable) throws Exception {
    results.unreadable(WHAT, key.get(), unreadable);
    kept.clear();
  }
}
