package dev.nudge.job.detect;

import dev.nudge.job.message.Kept;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * The users that were at hand last, as objects, in front of a state that has users as bytes: a user
 * with many events in a short time is read once and written once. What has changed is written when
 * memory is short, when much has changed, and all of it before a checkpoint ({@link #flush}).
 *
 * <p>It must not stand in front of a state that keeps the objects themselves: a checkpoint goes on
 * reading those while they change.
 */
final class WriteBack implements HotUsers {
  /**
   * So many users at most have changed and are not written: a checkpoint holds events up until all
   * are, and to write one takes some ten microseconds.
   */
  static final int UNWRITTEN = 1_000;

  /** What a user grows by with a change, about, until it is written. */
  private static final int CHANGE = 256;

  /** After so many changes a user is written, for only then is it known how large it has become. */
  private static final int CHANGES = 64;

  private final ValueState<Kept<Remembered>> behind;
  private final Supplier<String> key;
  private final Consumer<String> setKey;
  private final DetectMetrics counts;
  private final long most;

  /** By key; the one that was at hand last comes last. */
  private final Map<String, Remembered> users = new LinkedHashMap<>(16, 0.75f, true);

  /** Those of them that have changed; the one that changed last comes last. */
  private final Map<String, Remembered> unwritten = new LinkedHashMap<>(16, 0.75f, true);

  private long bytes;

  /**
   * Nobody yet.
   *
   * @param key the key at hand
   * @param setKey sets the key at hand
   * @param most how much memory users may take, in bytes, about
   */
  WriteBack(
      ValueState<Kept<Remembered>> behind,
      Supplier<String> key,
      Consumer<String> setKey,
      DetectMetrics counts,
      long most) {
    this.behind = behind;
    this.key = key;
    this.setKey = setKey;
    this.counts = counts;
    this.most = most;
  }

  @Override
  public @Nullable Kept<Remembered> value() throws IOException {
    Remembered hot = users.get(key.get());
    if (hot != null) {
      return Kept.of(hot);
    }
    counts.userRead();
    @Nullable Kept<Remembered> kept = behind.value();
    if (kept != null) {
      kept = kept.read();
    }
    if (kept instanceof Kept.Known<Remembered> known) {
      admit(key.get(), known.known());
    }
    return kept;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // another object: the user has begun anew
  public void update(Kept<Remembered> kept) throws IOException {
    String at = key.get();
    if (!(kept instanceof Kept.Known<Remembered> known)) {
      forget(at);
      behind.update(kept);
      return;
    }
    Remembered user = known.known();
    if (users.get(at) != user) {
      forget(at);
      admit(at, user);
    }
    user.changes++;
    user.weight += CHANGE;
    bytes += CHANGE;
    unwritten.put(at, user);
    if (user.changes == CHANGES) {
      write(at, user);
    } else if (unwritten.size() > UNWRITTEN) {
      writeOldest();
    }
    makeRoom();
  }

  @Override
  public void clear() {
    forget(key.get());
    behind.clear();
  }

  @Override
  public void flush() throws IOException {
    while (!unwritten.isEmpty()) {
      writeOldest();
    }
    makeRoom();
  }

  private void admit(String at, Remembered user) throws IOException {
    users.put(at, user);
    bytes += HotUsers.weigh(user);
    makeRoom();
  }

  /** Lets go of whoever was at hand longest ago, but never of the one at hand, who comes last. */
  private void makeRoom() throws IOException {
    if (bytes <= most || users.size() == 1) {
      return;
    }
    Iterator<Map.Entry<String, Remembered>> oldest = users.entrySet().iterator();
    while (bytes > most && users.size() > 1) {
      Map.Entry<String, Remembered> entry = oldest.next();
      Remembered user = entry.getValue();
      if (user.changes > 0) {
        write(entry.getKey(), user);
      }
      oldest.remove();
      leave(user);
    }
  }

  private void forget(String at) {
    Remembered user = users.remove(at);
    if (user != null) {
      leave(user);
      unwritten.remove(at);
    }
  }

  private void leave(Remembered user) {
    bytes -= user.weight;
    user.weight = 0;
  }

  private void writeOldest() throws IOException {
    Map.Entry<String, Remembered> oldest = unwritten.entrySet().iterator().next();
    write(oldest.getKey(), oldest.getValue());
  }

  /** Writes this user, whoever is at hand. */
  private void write(String at, Remembered user) throws IOException {
    String before = key.get();
    setKey.accept(at);
    try {
      counts.userWritten();
      behind.update(Kept.of(user));
    } finally {
      setKey.accept(before);
    }
    unwritten.remove(at);
    bytes += HotUsers.weigh(user);
  }
}
