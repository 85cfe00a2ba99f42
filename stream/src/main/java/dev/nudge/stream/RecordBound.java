package dev.nudge.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How large a record may be: what the topic takes ({@code max.message.bytes}) or a producer sends
 * ({@code max.request.size}), whichever is less. The topic is asked once a minute at most; while it
 * does not answer, what it said last holds, or what Kafka has where nothing is said. Safe for use
 * by several threads.
 */
public final class RecordBound {
  private static final Logger log = LoggerFactory.getLogger(RecordBound.class);
  private static final int USUAL_REQUEST = 1_048_576;
  private static final int USUAL_MESSAGE = 1_048_588;

  /** More than a batch of one record and its headers have beside key and value. */
  private static final int ENVELOPE = 512;

  private static final long FRESH_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int PATIENCE_MILLIS = 3_000;

  private final Map<String, String> kafka;
  private final int request;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(int bytes, long asked) {}

  /** Of the Kafka that a client with these properties reaches. */
  public RecordBound(Map<String, String> settings) {
    kafka = Map.copyOf(settings);
    request = number(kafka.getOrDefault("max.request.size", ""), USUAL_REQUEST);
  }

  /** The most bytes of key and value together. Asks Kafka, three seconds at most. */
  public int of(String topic) {
    Known now = known.get(topic);
    return now == null || isOld(now) ? anew(topic) : now.bytes();
  }

  private static boolean isOld(Known one) {
    return System.nanoTime() - one.asked() >= FRESH_NANOS;
  }

  /** Of many who ask at once, one asks Kafka. */
  private synchronized int anew(String topic) {
    Known before = known.get(topic);
    if (before != null && !isOld(before)) {
      return before.bytes();
    }
    int message = ask(topic, before);
    int bytes = Math.max(0, Math.min(request, message) - ENVELOPE);
    known.put(topic, new Known(bytes, System.nanoTime()));
    return bytes;
  }

  /** Whether Kafka refused a record that it would refuse again, however often it is sent. */
  public static boolean refuses(Throwable failure) {
    return failure instanceof RecordTooLargeException
        || failure instanceof RecordBatchTooLargeException
        || failure instanceof InvalidRecordException;
  }

  private int ask(String topic, @Nullable Known before) {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.keySet().retainAll(AdminClientConfig.configNames());
    properties.put("default.api.timeout.ms", PATIENCE_MILLIS);
    properties.put("request.timeout.ms", PATIENCE_MILLIS);
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = Admin.create(properties)) {
      Config config =
          admin
              .describeConfigs(List.of(resource))
              .all()
              .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
              .get(resource);
      ConfigEntry most = config == null ? null : config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
      return number(most == null ? "" : most.value(), USUAL_MESSAGE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      log.debug("'{}' does not say how large its records may be", topic, e);
    }
    return before == null ? USUAL_MESSAGE : before.bytes() + ENVELOPE;
  }

  private static int number(String text, int otherwise) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
