package dev.nudge.bench.live;

import dev.nudge.app.terminal.Failure;
import java.io.Closeable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Notes, on a thread of its own, when records can be read: the moment at which a consumer hands
 * them over.
 */
final class RecordTimes implements Closeable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long LOOK_NANOS = 200_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final KafkaConsumer<byte[], String> consumer;
  private final Map<String, Long> times = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::read, "record-times");
  private volatile Function<String, String> names = value -> value;

  /** Owns the consumer from now on. */
  RecordTimes(KafkaConsumer<byte[], String> consumer) {
    this.consumer = consumer;
    thread.setDaemon(true);
  }

  /** Begins; of each value, this is the name it is asked for by. */
  RecordTimes named(Function<String, String> name) {
    names = name;
    thread.start();
    return this;
  }

  private void read() {
    try (consumer) {
      while (true) {
        var records = consumer.poll(POLL);
        long now = System.nanoTime();
        for (ConsumerRecord<byte[], String> message : records) {
          times.putIfAbsent(names.apply(message.value()), now);
        }
      }
    } catch (WakeupException e) {
      consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  /** When a value of this name came, by {@link System#nanoTime}; waits for it. */
  long await(String name) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    for (Long time = times.get(name); ; time = times.get(name)) {
      if (time != null) {
        return time;
      }
      if (System.nanoTime() > until) {
        throw Failure.system("'" + name + "' did not come within " + PATIENCE.toSeconds() + " s");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
  }
}
