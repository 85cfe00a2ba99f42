package dev.nudge.console.source;

import dev.nudge.console.ConsoleSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;

/** How each source is: when its last record came, and how far the job has read it. */
@Component
final class SourceStates {
  private static final Duration RECENT = Duration.ofHours(1);

  /** A source of events without one for so long is said to be quiet. */
  private static final Duration QUIET = Duration.ofMinutes(15);

  private static final Duration LEAST_BEHIND = Duration.ofMinutes(1);

  private final Broker broker;
  private final JobOffsets job;
  private final ConsoleSettings settings;
  private final Clock clock;

  SourceStates(Broker broker, JobOffsets job, ConsoleSettings settings, Clock clock) {
    this.broker = broker;
    this.job = job;
    this.settings = settings;
    this.clock = clock;
  }

  /** What a source says. */
  enum Kind {
    EVENTS,
    PROFILES,
    CATALOGUE
  }

  /**
   * A source.
   *
   * @param missing whether there is no such topic
   * @param recent how many records came in the last hour
   * @param latest when the last one came
   * @param quiet whether it is one of events, and none came for long
   * @param unread how many records the job had not read at its last checkpoint; nothing where it
   *     has not said yet
   * @param behind whether some of them have waited for longer than checkpoints explain
   */
  record SourceState(
      ConsoleSettings.Source source,
      Kind kind,
      boolean missing,
      long recent,
      Optional<Instant> latest,
      boolean quiet,
      OptionalLong unread,
      boolean behind) {}

  /** All of them, those of events first. Some questions to Kafka. */
  List<SourceState> now() {
    ConsoleSettings.Topics topics = settings.topics();
    List<SourceState> states = new ArrayList<>();
    List<String> names = new ArrayList<>(topics.namesOfEvents());
    names.add(topics.profiles().topic());
    names.add(topics.catalog().topic());
    Map<String, List<TopicPartition>> partitions = broker.partitions(names);
    Offsets offsets = offsets(partitions.values().stream().flatMap(Collection::stream).toList());
    topics.events().forEach(source -> states.add(state(source, Kind.EVENTS, partitions, offsets)));
    states.add(state(topics.profiles(), Kind.PROFILES, partitions, offsets));
    states.add(state(topics.catalog(), Kind.CATALOGUE, partitions, offsets));
    return states;
  }

  private record Offsets(
      Map<TopicPartition, ListOffsetsResultInfo> end,
      Map<TopicPartition, ListOffsetsResultInfo> newest,
      Map<TopicPartition, ListOffsetsResultInfo> anHourAgo,
      Map<TopicPartition, ListOffsetsResultInfo> expected,
      Map<TopicPartition, Long> committed) {}

  private Offsets offsets(List<TopicPartition> partitions) {
    Instant now = clock.instant();
    Duration checkpoints = settings.checkpointEvery().multipliedBy(3);
    Instant expected =
        now.minus(checkpoints.compareTo(LEAST_BEHIND) > 0 ? checkpoints : LEAST_BEHIND);
    Map<TopicPartition, Long> committed = job.all();
    List<Map<TopicPartition, ListOffsetsResultInfo>> told =
        broker.offsets(
            List.of(
                Broker.all(partitions, OffsetSpec.latest()),
                Broker.all(partitions, OffsetSpec.maxTimestamp()),
                Broker.all(partitions, OffsetSpec.forTimestamp(now.minus(RECENT).toEpochMilli())),
                Broker.all(partitions, OffsetSpec.forTimestamp(expected.toEpochMilli()))));
    return new Offsets(told.get(0), told.get(1), told.get(2), told.get(3), committed);
  }

  private SourceState state(
      ConsoleSettings.Source source,
      Kind kind,
      Map<String, List<TopicPartition>> all,
      Offsets offsets) {
    List<TopicPartition> partitions = all.getOrDefault(source.topic(), List.of());
    long recent = 0;
    long newest = -1;
    long unread = 0;
    boolean said = false;
    boolean behind = false;
    for (TopicPartition partition : partitions) {
      long end = offset(offsets.end(), partition, 0);
      recent += Math.max(0, end - offset(offsets.anHourAgo(), partition, end));
      ListOffsetsResultInfo last = offsets.newest().get(partition);
      newest = Math.max(newest, last == null ? -1 : last.timestamp());
      Long committed = offsets.committed().get(partition);
      said |= committed != null;
      long read = committed == null ? 0 : committed;
      unread += Math.max(0, end - read);
      behind |= read < offset(offsets.expected(), partition, end);
    }
    Optional<Instant> latest =
        newest < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(newest));
    boolean isQuiet =
        kind == Kind.EVENTS
            && latest.map(at -> at.isBefore(clock.instant().minus(QUIET))).orElse(true);
    return new SourceState(
        source,
        kind,
        partitions.isEmpty(),
        recent,
        latest,
        isQuiet,
        said ? OptionalLong.of(unread) : OptionalLong.empty(),
        said && behind);
  }

  /** Where no record is that late, the next that comes stands at the end. */
  private static long offset(
      Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition, long end) {
    ListOffsetsResultInfo found = offsets.get(partition);
    return found == null || found.offset() < 0 ? end : found.offset();
  }
}
