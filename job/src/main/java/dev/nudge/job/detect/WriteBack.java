package dev.nudge.job.detect;

import dev.nudge.job.message.Kept;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.jspecify.annotations.Nullable;

/**
 * The users that were at hand last, as objects, in front of a state that has users as bytes: a user
 * with many events in a short time is read once and written once. What has changed is written when
 * memory is short, when much has changed, and all of it before a checkpoint ({@link #flush}).
 *
 * <p>It must not stand in front of a state that keeps the objects themselves: a checkpoint goes on
 * reading those while they change.
 */
final class WriteBack implements ValueState<Kept<Remembered>> {
  /**
   * What an object takes in memory, as a multiple of its bytes, with the events that runs keep
   * ({@code nudge bench state}: 3.4), and what it takes at least.
   */
  private static final int OBJECT = 4;

  private static final int LEAST = 512;

  /** What a user grows by with a change, about, until it is written. */
  private static final int CHANGE = 256;

  /** After so many changes a user is written, for only then is it known how large it has become. */
  private static final int CHANGES = 64;

  /**
   * So many users at most have changed and are not written: a checkpoint holds events up until all
   * are, and to write one takes some ten microseconds.
   */
  static final int UNWRITTEN = 1_000;

  private final ValueState<Kept<Remembered>> behind;
  private final Supplier<String> key;
  private final Consumer<String> setKey;
  private final DetectMetrics counts;
  private final long most;

  /** By key; the one that was at hand last comes last. */
  private final Map<String, Hot> users = new LinkedHashMap<>(16, 0.75f, true);

  /** Those of them that have changed; the one that changed last comes last. */
  private final Map<String, Hot> unwritten = new LinkedHashMap<>(16, 0.75f, true);

  private long bytes;

  /** A user, and what of it the state behind does not know. */
  private static final class Hot {
    final Remembered user;
    long weight;
    int changes;

    Hot(Remembered user) {
      this.user = user;
    }
  }

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

  /**
   * Stands before a state, with nobody yet, where that is of use.
   *
   * @param settings say how much memory users may take, about
   */
  static Optional<WriteBack> before(
      ValueState<Kept<Remembered>> state,
      KeyedStateBackend<String> backend,
      DetectMetrics counts,
      Settings.Flink settings) {
    return backend.isSafeToReuseKVState() && settings.hotUsers() > 0
        ? Optional.of(
            new WriteBack(
                state,
                backend::getCurrentKey,
                backend::setCurrentKey,
                counts,
                (long) settings.hotUsers() << 20))
        : Optional.empty();
  }

  @Override
  public @Nullable Kept<Remembered> value() throws IOException {
    Hot hot = users.get(key.get());
    if (hot != null) {
      return Kept.of(hot.user);
    }
    counts.userRead();
    @Nullable Kept<Remembered> kept = behind.value();
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
    Hot hot = users.get(at);
    if (hot == null || hot.user != known.known()) {
      forget(at);
      hot = admit(at, known.known());
    }
    hot.changes++;
    hot.weight += CHANGE;
    bytes += CHANGE;
    unwritten.put(at, hot);
    if (hot.changes == CHANGES) {
      write(at, hot);
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

  /** Writes whatever has changed, before the state behind is saved. */
  void flush() throws IOException {
    while (!unwritten.isEmpty()) {
      writeOldest();
    }
    makeRoom();
  }

  private Hot admit(String at, Remembered user) throws IOException {
    Hot hot = new Hot(user);
    users.put(at, hot);
    weigh(hot);
    makeRoom();
    return hot;
  }

  /** Lets go of whoever was at hand longest ago, but never of the one at hand, who comes last. */
  private void makeRoom() throws IOException {
    if (bytes <= most || users.size() == 1) {
      return;
    }
    Iterator<Map.Entry<String, Hot>> oldest = users.entrySet().iterator();
    while (bytes > most && users.size() > 1) {
      Map.Entry<String, Hot> entry = oldest.next();
      Hot hot = entry.getValue();
      if (hot.changes > 0) {
        write(entry.getKey(), hot);
      }
      oldest.remove();
      bytes -= hot.weight;
    }
  }

  private void forget(String at) {
    Hot hot = users.remove(at);
    if (hot != null) {
      bytes -= hot.weight;
      unwritten.remove(at);
    }
  }

  private void writeOldest() throws IOException {
    Map.Entry<String, Hot> oldest = unwritten.entrySet().iterator().next();
    write(oldest.getKey(), oldest.getValue());
  }

  /** Writes this user, whoever is at hand. */
  private void write(String user, Hot hot) throws IOException {
    String at = key.get();
    setKey.accept(user);
    try {
      counts.userWritten();
      behind.update(Kept.of(hot.user));
    } finally {
      setKey.accept(at);
    }
    hot.changes = 0;
    unwritten.remove(user);
    weigh(hot);
  }

  private void weigh(Hot hot) {
    bytes -= hot.weight;
    hot.weight = LEAST + (long) OBJECT * hot.user.bytes;
    bytes += hot.weight;
  }
}
