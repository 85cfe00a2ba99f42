package dev.nudge.stream;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes topics that can be written to at once. */
public final class NewTopics {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 10;

  private NewTopics() {}

  /**
   * Makes those of these topics that are not there; what is there stays as it is. Returns when the
   * leader of each partition of the others serves it, whoever made them. Kafka answers before that:
   * a producer that is quicker has its first batch refused and its second, already on its way,
   * taken; from then on the first is out of order for ever, and the partition stands still for this
   * producer until its records expire.
   *
   * @return how many partitions each of these topics has
   * @throws ExecutionException if Kafka cannot be reached or refuses one; others may be made
   */
  public static Map<String, Integer> make(Admin admin, Collection<NewTopic> topics)
      throws ExecutionException, InterruptedException {
    Map<String, NewTopic> missing = new LinkedHashMap<>();
    topics.forEach(topic -> missing.put(topic.name(), topic));
    Collection<String> names = new TreeMap<>(missing).keySet();
    missing.keySet().removeAll(admin.listTopics().names().get());
    for (KafkaFuture<Void> made : admin.createTopics(missing.values()).values().values()) {
      try {
        made.get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) { // somebody else was faster
          throw e;
        }
      }
    }
    Map<String, Integer> partitions = new TreeMap<>();
    known(() -> admin.describeTopics(names).allTopicNames().get())
        .forEach((name, topic) -> partitions.put(name, topic.partitions().size()));
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (String name : missing.keySet()) {
      for (int partition = 0; partition < partitions.getOrDefault(name, 0); partition++) {
        ends.put(new TopicPartition(name, partition), OffsetSpec.latest());
      }
    }
    known(() -> admin.listOffsets(ends).all().get()); // of the leaders: until they answer
    return partitions;
  }

  /** A topic just made takes a moment to be known to every broker: what these say then. */
  private static <T> T known(Question<T> question) throws ExecutionException, InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return question.ask();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() > until) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }

  private interface Question<T> {
    T ask() throws ExecutionException, InterruptedException;
  }
}
