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
  /** What runs keep, about: their events, each once, the links to them, and the keys of lanes. */
  static final long BYTES = 4L << 20;

  /** Once the room is full, so much stays: it is not full again at once. */
  private static final long STAYS = BYTES / 4 * 3;

  /** More than fits: what was read from bytes is counted when it next changes. */
  static final long UNKNOWN = Long.MAX_VALUE / 2;

  /** A {@link Taken.Kept} and the place of its event. */
  static final long LINK = 32;

  /** A lane and its entry in the map of lanes. */
  private static final long LANE = 176;

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private long bytes;

  private Room() {}

  private record InLane(Lane lane, Run run) {}

  /** Whether more is kept than may be. */
  static boolean isShort(PatternState state) {
    if (state.weight > BYTES) {
      state.weight = weigh(state);
    }
    return state.runs > Program.MAX_RUNS || state.weight > BYTES;
  }

  /** Drops the oldest runs, and hands them over, until the others have room. */
  static void free(PatternState state, Consumer<Run> dropped) {
    while (state.runs > Program.MAX_RUNS) {
      Lane lane = oldest(state);
      if (lane == null) {
        return;
      }
      // All that began with the same event, at most: another lane may have the next oldest.
      long start = lane.runs[0].startOrder();
      int excess = state.runs - Program.MAX_RUNS;
      int count = 0;
      while (count < excess && count < lane.size && lane.runs[count].startOrder() == start) {
        dropped.accept(lane.runs[count++]);
      }
      remove(state, lane, count);
    }
    if (state.weight > BYTES) {
      state.weight = weigh(state);
    }
    if (state.weight > BYTES) {
      forgetIdleLanes(state);
      dropHeavy(state, dropped);
      state.weight = weigh(state);
    }
  }

  private static @Nullable Lane oldest(PatternState state) {
    Lane oldest = null;
    for (Iterator<Lane> lanes = state.lanes(); lanes.hasNext(); ) {
      Lane lane = lanes.next();
      if (lane.size > 0
          && (oldest == null || lane.runs[0].startOrder() < oldest.runs[0].startOrder())) {
        oldest = lane;
      }
    }
    return oldest;
  }

  private static void remove(PatternState state, Lane lane, int count) {
    lane.removeFirst(count);
    state.runs -= count;
    if (lane.isForgettable()) {
      state.forget(lane);
    }
  }

  /** Those that were not used for longest first; only {@code distinct} misses them. */
  private static void forgetIdleLanes(PatternState state) {
    long left = state.weight;
    for (Iterator<Lane> lanes = state.lanes(); lanes.hasNext() && left > STAYS; ) {
      Lane lane = lanes.next();
      if (lane.size == 0) {
        left -= weightOf(lane);
        lanes.remove();
      }
    }
    state.weight = left;
  }

  /** Drops all runs that began before the first for which, from the newest on, there is room. */
  private static void dropHeavy(PatternState state, Consumer<Run> dropped) {
    if (state.weight <= STAYS) {
      return;
    }
    List<InLane> byStart = new ArrayList<>();
    for (Iterator<Lane> lanes = state.lanes(); lanes.hasNext(); ) {
      Lane lane = lanes.next();
      for (int i = 0; i < lane.size; i++) {
        byStart.add(new InLane(lane, lane.runs[i]));
      }
    }
    byStart.sort(Comparator.comparingLong(place -> place.run().startOrder()));
    long first = firstToStay(byStart);
    for (InLane place : byStart) {
      if (place.run().startOrder() >= first) {
        break;
      }
      dropped.accept(place.run());
      remove(state, place.lane(), 1);
    }
  }

  private static long firstToStay(List<InLane> byStart) {
    Room room = new Room();
    for (int i = byStart.size() - 1; i >= 0; i--) {
      room.add(byStart.get(i).lane());
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
    for (Iterator<Lane> lanes = state.lanes(); lanes.hasNext(); ) {
      Lane lane = lanes.next();
      room.add(lane);
      for (int i = 0; i < lane.size; i++) {
        room.add(lane.runs[i]);
      }
    }
    return room.bytes;
  }

  static long weightOf(Lane lane) {
    return LANE + weightOf(lane.key) + weightOf(lane.lastDistinct);
  }

  static long weightOf(@Nullable Object value) {
    return value == null ? 0 : Weight.ofPart(value, Long.MAX_VALUE);
  }

  private void add(Lane lane) {
    if (seen.add(lane)) {
      bytes += weightOf(lane);
    }
  }

  private void add(Run run) {
    for (Taken at = run.taken(); at instanceof Taken.Kept kept && seen.add(at); at = at.before()) {
      Event event = kept.event();
      bytes += LINK + (seen.add(event) ? Weight.of(event) : 0);
    }
  }
}
