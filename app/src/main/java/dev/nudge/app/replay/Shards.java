package dev.nudge.app.replay;

import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.Detector;
import dev.nudge.engine.Retention;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.Rejection;
import dev.nudge.engine.mapping.ProfileUpdate;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All users of a replay, spread over as many threads as the machine has cores; over one where a
 * campaign has a budget, which all of them share.
 */
final class Shards implements Closeable {
  private final List<Shard> shards = new ArrayList<>();
  private final List<Rejection> refused = new ArrayList<>();

  Shards(
      CampaignSet campaigns,
      ReplayOutput output,
      List<ProfileUpdate> profiles,
      long until,
      boolean sweeping,
      int repeats) {
    int count = campaigns.hasBudgets() ? 1 : Runtime.getRuntime().availableProcessors();
    for (int i = 0; i < count; i++) {
      Detector detector =
          new Detector(campaigns, Detector.DEFAULT_LATENESS, Retention.NONE, repeats);
      ReplayOutput.Part part = output.new Part();
      int shard = i;
      Replay replay = new Replay(detector, part, until, sweeping);
      profiles.stream()
          .filter(update -> shardOf(update.user(), count) == shard)
          .forEach(update -> replay.know(update).ifPresent(refused::add));
      shards.add(new Shard(detector, replay, part, i));
    }
  }

  /** Takes the events of a batch that are not after the end of time. */
  void take(Batch batch, long until, Summary summary) throws IOException {
    List<Event> events = batch.events();
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      if (event.time() > until) {
        summary.eventBeyondUntil(batch.file(i));
      } else {
        summary.event(batch.file(i), event.time());
        shards.get(shardOf(event.user(), shards.size())).add(batch, i);
      }
    }
    for (Shard shard : shards) {
      shard.handOver();
    }
  }

  /** No event comes any more. */
  void finish() throws IOException {
    for (Shard shard : shards) {
      shard.finish();
    }
  }

  int users() {
    return shards.stream().mapToInt(Shard::users).sum();
  }

  Map<String, Map<String, Long>> conditionErrors() {
    Map<String, Map<String, Long>> all = new TreeMap<>();
    for (Shard shard : shards) {
      shard
          .conditionErrors()
          .forEach(
              (campaign, reasons) -> {
                Map<String, Long> counts = all.computeIfAbsent(campaign, id -> new TreeMap<>());
                reasons.forEach((reason, count) -> counts.merge(reason, count, Long::sum));
              });
    }
    return all;
  }

  /** Why profile updates were not taken, one each. */
  List<Rejection> refused() {
    return refused;
  }

  /** What profiles named as a time zone and is none, and how often. */
  Map<String, Long> unknownZones() {
    Map<String, Long> all = new TreeMap<>();
    for (Shard shard : shards) {
      shard.unknownZones().forEach((name, count) -> all.merge(name, count, Long::sum));
    }
    return all;
  }

  @Override
  public void close() {
    shards.forEach(Shard::abandon);
  }

  private static int shardOf(String user, int count) {
    int hash = user.hashCode();
    return Math.floorMod(hash ^ (hash >>> 16), count);
  }
}
