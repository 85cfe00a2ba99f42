package dev.nudge.console.trial;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.mapping.ProfileUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Recent events in memory, with the profiles of their users: read from Kafka once, by whoever needs
 * them first, and then again and again. Some 600 bytes an event. For one trial at a time.
 */
final class HeldHistory implements EventSource {
  private final EventSource.Recent source;
  private final ProfileSource all;
  private final Instant until;
  private final Duration back;
  private final boolean cut;
  private final Bound bound;

  private volatile boolean complete;

  /** For who comes next; nothing before it is read, and when it is too old. */
  private volatile @Nullable Held kept;

  /** Of the trial that runs. */
  private volatile @Nullable Held used;

  private volatile boolean dropped;

  private record Held(
      List<Event> events, int unusable, List<ProfileUpdate> updates, boolean complete) {}

  /**
   * How much is held at most.
   *
   * @param events of more, the later ones are missing
   * @param patience how long reading may take; what was not read by then is missing, and said to be
   */
  record Bound(int events, Duration patience) {}

  /**
   * Not read yet.
   *
   * @param until where it ends
   * @param back how far it goes back at most
   * @param cut whether there were more events in that time than it has
   */
  HeldHistory(
      EventSource.Recent source,
      ProfileSource all,
      Instant until,
      Duration back,
      boolean cut,
      Bound bound) {
    this.source = source;
    this.all = all;
    this.until = until;
    this.back = back;
    this.cut = cut;
    this.bound = bound;
    this.complete = !cut;
  }

  Instant until() {
    return until;
  }

  Duration back() {
    return back;
  }

  @Override
  public boolean isComplete() {
    return complete;
  }

  /** Forgets what was read, but for a trial that runs: who needs it once more reads it again. */
  void drop() {
    dropped = true;
    kept = null;
  }

  /** What is in memory, of the trial that runs or for the next. */
  private @Nullable Held held() {
    Held now = used;
    return now == null ? kept : now;
  }

  ProfileSource profiles() {
    return (user, until, sink) -> {
      Held now = held();
      if (now == null) {
        all.read(user, until, sink);
        return;
      }
      for (ProfileUpdate update : now.updates()) {
        if (until.getAsBoolean()) {
          return;
        }
        if (user.isEmpty() || user.get().equals(update.user())) {
          sink.accept(update);
        }
      }
    };
  }

  @Override
  public synchronized void prepare() {
    Held before = kept;
    Held now = before == null ? load() : before;
    used = now;
    kept = now;
    if (dropped) {
      kept = null;
    }
    complete = now.complete();
  }

  @Override
  public void release() {
    used = null;
  }

  private Held load() {
    long late = System.nanoTime() + bound.patience().toNanos();
    BooleanSupplier isLate = () -> System.nanoTime() > late;
    List<Event> events = new ArrayList<>();
    Set<String> users = new HashSet<>();
    int[] unusable = new int[1];
    boolean[] full = new boolean[1];
    source.read(
        Optional.empty(),
        isLate,
        new Sink() {
          @Override
          public boolean event(Event event) {
            events.add(event);
            users.add(event.user());
            full[0] = events.size() >= bound.events();
            return !full[0];
          }

          @Override
          public void unusable() {
            unusable[0]++;
          }
        });
    List<ProfileUpdate> updates = new ArrayList<>();
    all.read(
        Optional.empty(),
        isLate,
        update -> {
          if (users.contains(update.user())) {
            updates.add(update);
          }
        });
    return new Held(
        List.copyOf(events),
        unusable[0],
        List.copyOf(updates),
        !cut && !full[0] && !isLate.getAsBoolean());
  }

  @Override
  public void read(Optional<String> user, BooleanSupplier until, Sink sink) {
    Held now = held();
    if (now == null) {
      source.read(user, until, sink);
    } else {
      new EventSource.Pasted(now.events(), now.unusable()).read(user, until, sink);
    }
  }

  @Override
  public long size() {
    Held now = held();
    return now == null ? source.size() : now.events().size();
  }
}
