package dev.nudge.engine.pattern;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Weight;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The room that the runs of one pattern and user have: {@link Program#MAX_RUNS} of them, and {@link
 * #BYTES} for what they keep. Where it is short the oldest runs go.
 *
 * <p>What runs keep they share, so what is left when one has gone is only known by counting. That
 * takes time in all that is kept, and is done when what came since the last count may have filled
 * the room. Whether a run goes depends on what is kept alone, never on when it was counted.
 */
final class Room {
  /**
   * What runs keep, about: their events, each once, the links to them, and the keys of partitions.
   */
  static final long BYTES = 4L << 20;

  /** Once the room is full, so much stays: it is not full again at once. */
  private static final long STAYS = BYTES / 4 * 3;

  /** More than fits: what was read from bytes is counted when it next changes. */
  static final long UNKNOWN = Long.MAX_VALUE / 2;

  /** A {@link Taken.Kept} and the place of its event. */
  static final long LINK = 32;

  /** A partition and its entry in the map of partitions. */
  private static final long PARTITION = 176;

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private long bytes;

  private Room() {}

  private record InPartition(Partition partition, Run run) {}

  /** Whether more is kept than may be. */
  static boolean isShort(PatternState state) {
    if (state.weight > BYTES) {
      state.weight = weigh(state);
    }
    return state.runs > Program.MAX_RUNS || state.weight > BYTES;
  }

  /**
   * Drops the oldest runs, and hands them over, until the others have room. No partition has a
   * cohort.
   */
  static void free(PatternState state, Consumer<Run> dropped) {
    while (state.runs > Program.MAX_RUNS) {
      Partition partition = oldest(state);
      if (partition == null) {
        return;
      }
      // All that began with the same event, at most: another partition may have the next oldest.
      long start = partition.runs[0].startOrder();
      int excess = state.runs - Program.MAX_RUNS;
      int count = 0;
      while (count < excess
          && count < partition.size
          && partition.runs[count].startOrder() == start) {
        dropped.accept(partition.runs[count++]);
      }
      remove(state, partition, count);
    }
    if (state.weight > BYTES) {
      state.weight = weigh(state);
    }
    if (state.weight > BYTES) {
      forgetIdlePartitions(state);
      dropHeavy(state, dropped);
      state.weight = weigh(state);
    }
  }

  private static @Nullable Partition oldest(PatternState state) {
    Partition oldest = null;
    for (Iterator<Partition> partitions = state.partitions(); partitions.hasNext(); ) {
      Partition partition = partitions.next();
      if (partition.size > 0
          && (oldest == null || partition.runs[0].startOrder() < oldest.runs[0].startOrder())) {
        oldest = partition;
      }
    }
    return oldest;
  }

  private static void remove(PatternState state, Partition partition, int count) {
    partition.removeFirst(count);
    state.runs -= count;
    if (partition.isForgettable()) {
      state.forget(partition);
    }
  }

  /** Those that were not used for longest first; only {@code distinct} misses them. */
  private static void forgetIdlePartitions(PatternState state) {
    long left = state.weight;
    for (Iterator<Partition> partitions = state.partitions();
        partitions.hasNext() && left > STAYS; ) {
      Partition partition = partitions.next();
      if (partition.size == 0) {
        left -= weightOf(partition);
        partitions.remove();
      }
    }
    state.weight = left;
  }

  /** Drops all runs that began before the first for which, from the newest on, there is room. */
  private static void dropHeavy(PatternState state, Consumer<Run> dropped) {
    if (state.weight <= STAYS) {
      return;
    }
    List<InPartition> byStart = new ArrayList<>();
    for (Iterator<Partition> partitions = state.partitions(); partitions.hasNext(); ) {
      Partition partition = partitions.next();
      for (int i = 0; i < partition.size; i++) {
        byStart.add(new InPartition(partition, partition.runs[i]));
      }
    }
    byStart.sort(Comparator.comparingLong(place -> place.run().startOrder()));
    long first = firstToStay(byStart);
    for (InPartition place : byStart) {
      if (place.run().startOrder() >= first) {
        break;
      }
      dropped.accept(place.run());
      remove(state, place.partition(), 1);
    }
  }

  private static long firstToStay(List<InPartition> byStart) {
    Room room = new Room();
    for (int i = byStart.size() - 1; i >= 0; i--) {
      room.add(byStart.get(i).partition());
      room.add(byStart.get(i).run());
      if (room.bytes > STAYS) {
        return byStart.get(i).run().startOrder() + 1;
      }
    }
    return 0;
  }

  /** What is kept, in bytes, about: events and links that runs share count once. */
  static long weigh(PatternState state) {
    Room room = new Room();
    for (Iterator<Partition> partitions = state.partitions(); partitions.hasNext(); ) {
      Partition partition = partitions.next();
      room.add(partition);
      for (int i = 0; i < partition.size; i++) {
        room.add(partition.runs[i]);
      }
      if (partition.cohort != null) {
        room.bytes += partition.cohort.weight(room.seen);
      }
    }
    return room.bytes;
  }

  static long weightOf(Partition partition) {
    return PARTITION + weightOf(partition.key) + weightOf(partition.lastDistinct);
  }

  static long weightOf(@Nullable Object value) {
    return value == null ? 0 : Weight.ofPart(value, Long.MAX_VALUE);
  }

  private void add(Partition partition) {
    if (seen.add(partition)) {
      bytes += weightOf(partition);
    }
  }

  private void add(Run run) {
    for (Taken at = run.taken(); at instanceof Taken.Kept kept && seen.add(at); at = at.before()) {
      Event event = kept.event();
      bytes += LINK + (seen.add(event) ? Weight.of(event) : 0);
    }
  }
}
