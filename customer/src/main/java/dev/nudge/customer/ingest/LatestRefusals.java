package dev.nudge.customer.ingest;

import dev.nudge.customer.collection.Collection;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers the latest records that each collection refused, for people who look why; all of them
 * are told to another. Safe for use by several threads.
 */
public final class LatestRefusals implements Refusals {
  private static final int MOST = 50;
  private static final int MOST_RAW = 2_000;

  private final Refusals all;
  private final Map<String, Deque<Refused>> latest = new HashMap<>();

  /**
   * Nothing remembered yet.
   *
   * @param all is told each of them first
   */
  public LatestRefusals(Refusals all) {
    this.all = all;
  }

  /**
   * A record that was refused.
   *
   * @param place where it stood: {@code TOPIC-PARTITION@OFFSET}, or the file with the row
   * @param record what it was, cut where it is long
   */
  public record Refused(Instant at, String place, String reason, String record) {}

  @Override
  public void refused(Collection collection, InputRecord row, String reason) {
    all.refused(collection, row, reason);
    String record = row.record() == null ? "" : row.record();
    Refused told =
        new Refused(
            Instant.now(),
            row.place(),
            reason,
            record.length() <= MOST_RAW ? record : record.substring(0, MOST_RAW) + '…');
    synchronized (latest) {
      Deque<Refused> mine =
          latest.computeIfAbsent(collection.id(), id -> new ArrayDeque<>(MOST + 1));
      mine.addFirst(told);
      if (mine.size() > MOST) {
        mine.removeLast();
      }
    }
  }

  /** Those of a collection, the latest first. */
  public List<Refused> of(String collection) {
    synchronized (latest) {
      Deque<Refused> mine = latest.get(collection);
      return mine == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(mine));
    }
  }
}
