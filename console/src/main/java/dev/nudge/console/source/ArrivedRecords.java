package dev.nudge.console.source;

import dev.nudge.console.ConsoleSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;

/**
 * How many records the topics of events were given over time, as far back as Kafka keeps them: the
 * broker knows which offset each moment had, so that nothing is read or counted for it. A topic in
 * which transactions are written has some offsets without a record. A time that was asked for
 * before costs nothing; one that was not, about a millisecond. Safe for use by several threads.
 */
@Component
public final class ArrivedRecords {
  private static final int KNOWN = 50_000;

  private final Broker broker;
  private final List<String> topics;

  /** What does not change any more. */
  private final Map<Moment, Long> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Moment, Long> eldest) {
          return size() > KNOWN;
        }
      };

  private record Moment(TopicPartition partition, long time) {}

  ArrivedRecords(Broker broker, ConsoleSettings settings) {
    this.broker = broker;
    this.topics = settings.topics().namesOfEvents();
  }

  /**
   * Records in equal spans of time.
   *
   * @param from the beginning of the first, in milliseconds since 1970-01-01T00:00Z
   * @param span how long each is, in milliseconds
   * @throws dev.nudge.console.web.ApiException 503 where Kafka does not answer
   */
  public List<Long> counts(long from, long span, int number) {
    List<TopicPartition> partitions = partitions();
    Map<TopicPartition, ListOffsetsResultInfo> ends =
        broker.offsets(partitions, OffsetSpec.latest());
    List<Map<TopicPartition, OffsetSpec>> wanted = new ArrayList<>();
    for (int i = 0; i <= number; i++) {
      wanted.add(unknown(partitions, from + i * span));
    }
    List<Map<TopicPartition, ListOffsetsResultInfo>> told = broker.offsets(wanted);
    List<Map<TopicPartition, Long>> bounds = new ArrayList<>();
    for (int i = 0; i <= number; i++) {
      bounds.add(bounds(from + i * span, partitions, told.get(i), ends));
    }
    List<Long> counts = new ArrayList<>(number);
    for (int i = 0; i < number; i++) {
      long count = 0;
      for (TopicPartition partition : partitions) {
        count +=
            Math.max(
                0,
                bounds.get(i + 1).getOrDefault(partition, 0L)
                    - bounds.get(i).getOrDefault(partition, 0L));
      }
      counts.add(count);
    }
    return counts;
  }

  /** When the oldest record came that is still there; nothing where there is none. */
  public Optional<Instant> keptSince() {
    return broker.offsets(partitions(), OffsetSpec.forTimestamp(0)).values().stream()
        .filter(first -> first.offset() >= 0)
        .map(first -> Instant.ofEpochMilli(first.timestamp()))
        .min(Instant::compareTo);
  }

  private List<TopicPartition> partitions() {
    return broker.partitions(topics).values().stream().flatMap(Collection::stream).toList();
  }

  private Map<TopicPartition, OffsetSpec> unknown(List<TopicPartition> partitions, long time) {
    synchronized (known) {
      return Broker.all(
          partitions.stream()
              .filter(partition -> !known.containsKey(new Moment(partition, time)))
              .toList(),
          OffsetSpec.forTimestamp(Math.max(0, time)));
    }
  }

  /**
   * The offset of the first record at a time or after it; where none is, of the next that comes.
   */
  private Map<TopicPartition, Long> bounds(
      long time,
      List<TopicPartition> partitions,
      Map<TopicPartition, ListOffsetsResultInfo> told,
      Map<TopicPartition, ListOffsetsResultInfo> ends) {
    Map<TopicPartition, Long> bounds = new HashMap<>();
    synchronized (known) {
      for (TopicPartition partition : partitions) {
        Moment moment = new Moment(partition, time);
        ListOffsetsResultInfo found = told.get(partition);
        ListOffsetsResultInfo end = ends.get(partition);
        if (found != null && found.offset() >= 0) {
          known.put(moment, found.offset());
        }
        bounds.put(partition, known.getOrDefault(moment, end == null ? 0 : end.offset()));
      }
    }
    return bounds;
  }
}
