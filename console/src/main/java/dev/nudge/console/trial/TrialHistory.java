package dev.nudge.console.trial;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.kafka.EventView;
import dev.nudge.stream.Extent;
import dev.nudge.stream.KafkaClients;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Trials over what the topics of events still hold. */
@Component
final class TrialHistory {
  /** How long a trial may take that somebody waits for. */
  static final Duration PATIENCE = Duration.ofMinutes(30);

  private static final Duration OF_ESTIMATE = Duration.ofMillis(1_500);
  private static final Duration HELD = Duration.ofMinutes(1);
  private static final HeldHistory.Bound ESTIMATED =
      new HeldHistory.Bound(50_000, Duration.ofSeconds(5));

  /** Somebody who tries, edits and tries again is answered from memory for so long. */
  private static final Duration TRIED_AGAIN = Duration.ofMinutes(5);

  private static final HeldHistory.Bound TRIED =
      new HeldHistory.Bound(120_000, Duration.ofMinutes(1));
  private static final List<Duration> BACK =
      List.of(Duration.ofDays(7), Duration.ofDays(1), Duration.ofHours(6), Duration.ofHours(1));

  private final KnownProfiles profiles;
  private final EventView view;
  private final KafkaClients clients;
  private final ConsoleSettings settings;
  private final Clock clock;

  /** As the job has it. */
  private final int repeats;

  private final ScheduledExecutorService drops =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread worker = new Thread(work, "nudge-estimate-drop");
            worker.setDaemon(true);
            return worker;
          });

  private @Nullable HeldHistory held;
  private @Nullable HeldHistory tried;

  TrialHistory(
      KnownProfiles profiles,
      EventView view,
      KafkaClients clients,
      ConsoleSettings settings,
      Clock clock) {
    this.profiles = profiles;
    this.view = view;
    this.clients = clients;
    this.settings = settings;
    this.clock = clock;
    this.repeats = settings.repeats();
  }

  int repeats() {
    return repeats;
  }

  /**
   * A trial of the latest events of all, {@link TrialRun#MOST_EVENTS} at most. Where they are few
   * enough they are held for a while, so that the next trial of the same time is done at once, over
   * the same events.
   */
  Trial trial(TrialCampaign campaign, Optional<TrialCampaign> versus, Duration back) {
    HeldHistory again = again(back);
    if (again != null) {
      return new Trial(campaign, versus, over(again), PATIENCE);
    }
    Instant now = clock.instant();
    Extent extent =
        withConsumer(consumer -> since(consumer, now.minus(back), TrialRun.MOST_EVENTS));
    if (extent.size() <= TRIED.events()) {
      return new Trial(campaign, versus, over(hold(extent, now, back)), PATIENCE);
    }
    return new Trial(campaign, versus, over(extent, Optional.empty(), now, back), PATIENCE);
  }

  /** A trial of the latest events of one user. */
  Trial ofUser(TrialCampaign campaign, Optional<TrialCampaign> versus, Duration back, String user) {
    Instant now = clock.instant();
    Extent extent =
        withConsumer(consumer -> since(consumer, now.minus(back), TrialRun.MOST_EVENTS));
    return new Trial(campaign, versus, over(extent, Optional.of(user), now, back), PATIENCE);
  }

  private synchronized @Nullable HeldHistory again(Duration back) {
    HeldHistory last = tried;
    return last != null
            && last.back().equals(back)
            && last.until().plus(TRIED_AGAIN).isAfter(clock.instant())
        ? last
        : null;
  }

  private synchronized HeldHistory hold(Extent extent, Instant now, Duration back) {
    HeldHistory next = held(extent, now, back, false, TRIED);
    if (tried != null) {
      tried.drop();
    }
    tried = next;
    var unused = drops.schedule(next::drop, TRIED_AGAIN.toSeconds(), TimeUnit.SECONDS);
    return next;
  }

  private TrialRun.Over over(Extent extent, Optional<String> user, Instant now, Duration back) {
    return new TrialRun.Over(
        recent(extent, user), profiles.now(), now.minus(back), now.toEpochMilli(), repeats);
  }

  private TrialRun.Over over(HeldHistory history) {
    return new TrialRun.Over(
        history,
        history.profiles(),
        history.until().minus(history.back()),
        history.until().toEpochMilli(),
        repeats);
  }

  /**
   * A trial of the longest time, of a week or less, that has no more events than are soon read. Its
   * history is kept for a minute, so that the next one of somebody who goes on editing is counted
   * at once.
   */
  Trial estimate(TrialCampaign campaign) {
    return new Trial(campaign, Optional.empty(), over(held()), OF_ESTIMATE);
  }

  private synchronized HeldHistory held() {
    Instant now = clock.instant();
    HeldHistory last = held;
    if (last != null && last.until().plus(HELD).isAfter(now)) {
      return last;
    }
    HeldHistory next = withConsumer(consumer -> longest(consumer, now));
    held = next;
    var unused = drops.schedule(next::drop, HELD.toSeconds(), TimeUnit.SECONDS);
    return next;
  }

  private HeldHistory longest(Consumer<byte[], byte[]> consumer, Instant now) {
    for (Duration back : BACK) {
      Extent extent = since(consumer, now.minus(back), Long.MAX_VALUE);
      if (extent.size() <= ESTIMATED.events()) {
        return held(extent, now, back, false, ESTIMATED);
      }
    }
    Duration least = BACK.get(BACK.size() - 1);
    Extent extent = since(consumer, now.minus(least), ESTIMATED.events());
    return held(extent, now, least, true, ESTIMATED);
  }

  private HeldHistory held(
      Extent extent, Instant now, Duration back, boolean cut, HeldHistory.Bound bound) {
    return new HeldHistory(recent(extent, Optional.empty()), profiles.now(), now, back, cut, bound);
  }

  private EventSource.Recent recent(Extent extent, Optional<String> user) {
    return new EventSource.Recent(clients, view, extent, user);
  }

  @PreDestroy
  void close() {
    drops.shutdownNow();
  }

  private Extent since(Consumer<byte[], byte[]> consumer, Instant since, long atMost) {
    List<TopicPartition> partitions =
        KafkaClients.partitions(consumer, settings.topics().namesOfEvents());
    return Extent.since(consumer, partitions, since.toEpochMilli(), atMost);
  }

  private <T> T withConsumer(Function<Consumer<byte[], byte[]>, T> use) {
    Consumer<byte[], byte[]> consumer = clients.consumer();
    try {
      return use.apply(consumer);
    } finally {
      consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
  }
}
