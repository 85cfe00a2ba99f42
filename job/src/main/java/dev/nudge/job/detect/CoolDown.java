package dev.nudge.job.detect;

import dev.nudge.job.message.Kept;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * Users in a state that keeps objects: whoever comes becomes an object there, and bytes again when
 * memory is short and others came since. Who is an object is written by Flink when it takes a
 * checkpoint, while events go on: it copies, by itself, who changes meanwhile.
 */
final class CoolDown implements HotUsers {
  /** After so many changes it is found out how large a user has become. */
  private static final int CHANGES = 64;

  /** So many users are looked at for each event, at most, to find one to become bytes. */
  private static final int LOOKS = 64;

  /** One in so many objects may be one that has not come twice. */
  private static final int NEWCOMERS = 8;

  private final ValueState<Kept<Remembered>> users;
  private final Supplier<String> key;
  private final Consumer<String> setKey;
  private final DetectMetrics counts;
  private final long most;

  /**
   * The objects that have come once, some of which the state has no more; who has waited longest
   * comes first.
   */
  private final ArrayDeque<Remembered> newcomers = new ArrayDeque<>();

  /** Those who came again while they were newcomers; the same order. */
  private final ArrayDeque<Remembered> regulars = new ArrayDeque<>();

  /** What all of them take. */
  private long bytes;

  /**
   * All that a state has, nobody of it an object.
   *
   * @param key the key at hand
   * @param setKey sets the key at hand
   * @param most how much memory users may take as objects, in bytes, about
   */
  CoolDown(
      ValueState<Kept<Remembered>> users,
      Supplier<String> key,
      Consumer<String> setKey,
      DetectMetrics counts,
      long most) {
    this.users = users;
    this.key = key;
    this.setKey = setKey;
    this.counts = counts;
    this.most = most;
  }

  @Override
  public @Nullable Kept<Remembered> value() throws IOException {
    @Nullable Kept<Remembered> kept = users.value();
    if (kept instanceof Kept.Known<Remembered> known) {
      known.known().cameSince = true;
    } else if (kept instanceof Kept.Unread<Remembered> unread) {
      counts.userRead();
      kept = unread.read();
      if (kept instanceof Kept.Known<Remembered> known) {
        users.update(kept);
        admit(known.known());
      }
    }
    return kept;
  }

  @Override
  public void update(Kept<Remembered> kept) throws IOException {
    users.update(kept);
    if (!(kept instanceof Kept.Known<Remembered> known)) {
      return;
    }
    Remembered user = known.known();
    if (user.weight == 0) {
      admit(user);
      return;
    }
    user.changes++;
    if (user.changes == CHANGES) {
      RememberedForm.INSTANCE.measure(user);
      bytes += HotUsers.weigh(user);
      makeRoom();
    }
  }

  /** Who is forgotten stays among the objects until it is their turn to go. */
  @Override
  public void clear() {
    users.clear();
  }

  /** Flink saves objects as well. */
  @Override
  public void flush() {}

  private void admit(Remembered user) throws IOException {
    user.cameSince = false;
    newcomers.add(user);
    bytes += HotUsers.weigh(user);
    makeRoom();
  }

  /**
   * Newcomers go first, but for a few: who comes once in a while is an object for a moment only,
   * and nothing that lasts. Whoever came since it was looked at last has its turn once more.
   */
  private void makeRoom() throws IOException {
    if (bytes <= most) {
      return;
    }
    String at = key.get();
    try {
      for (int looks = LOOKS; bytes > most && looks > 0 && !isAlone(); looks--) {
        boolean many = newcomers.size() * (NEWCOMERS - 1) > regulars.size();
        Remembered oldest = (many ? newcomers : regulars).remove();
        if (oldest.cameSince || oldest.state.user().equals(at)) {
          oldest.cameSince = false;
          regulars.add(oldest);
        } else {
          bytes -= oldest.weight;
          oldest.weight = 0;
          setKey.accept(oldest.state.user());
          cool(oldest);
        }
      }
    } finally {
      setKey.accept(at);
    }
  }

  private boolean isAlone() {
    return newcomers.size() + regulars.size() == 1;
  }

  /** Makes a user bytes, unless the state has another, or nobody, in its place. */
  @SuppressWarnings("ReferenceEquality") // another object: the user has begun anew
  private void cool(Remembered user) throws IOException {
    if (users.value() instanceof Kept.Known<Remembered> known && known.known() == user) {
      counts.userWritten();
      users.update(RememberedForm.INSTANCE.unread(user));
    }
  }
}
