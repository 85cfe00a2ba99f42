package dev.nudge.console.rejected;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.kafka.ResumingReader;
import dev.nudge.stream.Following;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.SetAside;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was rejected of late: the records of the last 24 hours, at most 2,000 and 16 MiB of them,
 * and how many there were in all by reason and source. It begins with the last 100,000.
 */
@Component
final class RejectedView {
  static final int MOST = 2_000;
  private static final long BYTES = 16L << 20;
  private static final long AT_MOST = 100_000;
  private static final int KINDS = 1_000;
  private static final int HOURS = 24;
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final Following following;
  private final Clock clock;
  private final long started;
  private final JsonMapper json = new JsonMapper();
  private final Deque<RejectedRecord> latest = new ArrayDeque<>();
  private final Map<Kind, Counted> kinds = new LinkedHashMap<>();
  private long counted;

  /** When the last came that was not counted, for there were too many kinds. */
  private long uncounted;

  private long bytes;

  RejectedView(KafkaClients clients, SetAside aside, ConsoleSettings settings, Clock clock) {
    this.clock = clock;
    this.started = clock.millis();
    following =
        new Following(
            clients,
            aside,
            List.of(settings.topics().rejected()),
            "nudge-console-rejected",
            new Reader());
  }

  /** What is counted together. */
  record Kind(String reason, String source) {}

  /** How many of a kind came in each of the hours that are counted. */
  private static final class Counted {
    private final long[] counts = new long[HOURS];
    private long hour;
    private long time;

    void add(long at) {
      move(at / HOUR);
      if (at / HOUR > hour - HOURS) {
        counts[(int) (at / HOUR % HOURS)]++;
      }
      time = Math.max(time, at);
    }

    private void move(long to) {
      for (long next = Math.max(hour + 1, to - HOURS + 1); next <= to; next++) {
        counts[(int) (next % HOURS)] = 0;
      }
      hour = Math.max(hour, to);
    }

    long sum(long now) {
      move(now / HOUR);
      long sum = 0;
      for (long count : counts) {
        sum += count;
      }
      return sum;
    }
  }

  /**
   * Records of one kind.
   *
   * @param count of the current hour and the 23 before it
   * @param latest when the last came, in milliseconds
   */
  record KindCount(Kind kind, long count, long latest) {}

  @PostConstruct
  void start() {
    following.start();
  }

  @PreDestroy
  void stop() {
    following.close();
  }

  /** How many of each kind, the most first. */
  synchronized List<KindCount> kinds() {
    long now = clock.millis();
    List<KindCount> counts = new ArrayList<>();
    for (Iterator<Map.Entry<Kind, Counted>> all = kinds.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Kind, Counted> one = all.next();
      long sum = one.getValue().sum(now);
      if (sum == 0) {
        all.remove();
      } else {
        counts.add(new KindCount(one.getKey(), sum, one.getValue().time));
      }
    }
    counts.sort(Comparator.comparingLong(KindCount::count).reversed());
    return counts;
  }

  /** Those that are kept, newest first. */
  synchronized List<RejectedRecord> latest(
      Optional<String> reason, Optional<String> source, int limit) {
    long since = clock.millis() - HOURS * HOUR;
    return latest.stream()
        .filter(one -> one.time() > since)
        .filter(one -> reason.isEmpty() || reason.get().equals(one.reason()))
        .filter(one -> source.isEmpty() || source.get().equals(one.sourceName()))
        .limit(limit)
        .toList();
  }

  synchronized Optional<RejectedRecord> find(String id) {
    return latest.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /** Why it reads nothing, if so. */
  Optional<String> trouble() {
    return following.trouble();
  }

  /** Whether there may have been more in the last 24 hours than were counted. */
  synchronized boolean isAtLeast() {
    long since = clock.millis() - HOURS * HOUR;
    return uncounted > since || (started > since && counted >= AT_MOST);
  }

  private synchronized void add(RejectedRecord record) {
    Kind kind = new Kind(record.reason(), record.sourceName());
    counted++;
    if (!kinds.containsKey(kind) && kinds.size() >= KINDS) {
      uncounted = record.time();
    } else {
      kinds.computeIfAbsent(kind, any -> new Counted()).add(record.time());
    }
    latest.addFirst(record);
    bytes += record.size();
    while (latest.size() > MOST || (bytes > BYTES && latest.size() > 1)) {
      RejectedRecord old = latest.removeLast();
      bytes -= old.size();
    }
  }

  private final class Reader extends ResumingReader {
    Reader() {
      super(AT_MOST);
    }

    @Override
    protected long since() {
      return clock.millis() - HOURS * HOUR;
    }

    @Override
    protected void look(ConsumerRecord<byte[], byte[]> record) {
      RejectedRecord.read(json, record).ifPresent(RejectedView.this::add);
    }
  }
}
