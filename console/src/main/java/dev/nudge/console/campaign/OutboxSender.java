package dev.nudge.console.campaign;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.LazyProducer;
import dev.nudge.stream.RecordBound;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings the outbox to the campaigns topic: in order for each campaign, one sender at a time on a
 * database. A row is marked when Kafka has acknowledged it; a process that is killed in between
 * sends it once more, which changes nothing, since the job numbers only documents that differ. What
 * Kafka refuses for its size is marked with the reason, and the others go on.
 */
@Component
class OutboxSender implements SmartLifecycle {
  /** The header by which we know our own records when we read them. Its value is the row's id. */
  static final String HEADER = "nudge-outbox";

  private static final Logger log = LoggerFactory.getLogger(OutboxSender.class);
  private static final int BATCH = 500;
  private static final int PATIENCE = 10_000;
  private static final long LOOK_MILLIS = 1_000;

  private final Outbox outbox;
  private final Versions versions;
  private final TransactionTemplate transaction;
  private final String topic;
  private final Semaphore work = new Semaphore(0);
  private final LazyProducer producer;
  private volatile @Nullable Thread thread;

  OutboxSender(
      Outbox outbox,
      Versions versions,
      TransactionTemplate transaction,
      KafkaClients clients,
      ConsoleSettings settings) {
    this.outbox = outbox;
    this.versions = versions;
    this.transaction = transaction;
    this.topic = settings.topics().campaigns();
    this.producer = new LazyProducer(clients, PATIENCE, topic);
  }

  /** Looks into the outbox as soon as the transaction in which this is called has ended. */
  void wake() {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      work.release();
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            work.release();
          }
        });
  }

  @Override
  public void start() {
    Thread sender = new Thread(this::run, "nudge-outbox");
    sender.setDaemon(true);
    thread = sender;
    sender.start();
  }

  @Override
  public void stop() {
    Thread sender = thread;
    thread = null;
    if (sender != null) {
      sender.interrupt();
      try {
        sender.join(TimeUnit.SECONDS.toMillis(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  private void run() {
    boolean said = false;
    while (isRunning()) {
      try {
        while (isRunning() && sendSome()) {
          said = false;
        }
        if (work.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          work.drainPermits();
        }
      } catch (InterruptedException e) {
        break;
      } catch (RuntimeException e) {
        if (!said && isRunning()) {
          log.warn("campaigns wait in the outbox: Kafka or the database does not answer", e);
          said = true;
        }
        producer.letGo();
        sleep();
      }
    }
    producer.letGo();
  }

  /** Whether there may be more. */
  private boolean sendSome() {
    if (outbox.unsent(1).isEmpty()) {
      return false;
    }
    Producer<byte[], byte[]> open = producer.get();
    Boolean more =
        transaction.execute(
            status -> {
              if (!outbox.lock()) {
                return false;
              }
              List<Outbox.Letter> letters = firstOfEach(outbox.unsent(BATCH));
              send(open, letters);
              return !letters.isEmpty();
            });
    return Boolean.TRUE.equals(more);
  }

  /** A campaign's second document goes out when its first one has arrived. */
  private static List<Outbox.Letter> firstOfEach(List<Outbox.Letter> letters) {
    Set<String> campaigns = new HashSet<>();
    return letters.stream().filter(letter -> campaigns.add(letter.campaign())).toList();
  }

  private void send(Producer<byte[], byte[]> open, List<Outbox.Letter> letters) {
    List<Future<RecordMetadata>> places = new ArrayList<>();
    for (Outbox.Letter letter : letters) {
      ProducerRecord<byte[], byte[]> message =
          new ProducerRecord<>(
              topic,
              letter.campaign().getBytes(StandardCharsets.UTF_8),
              letter.text().getBytes(StandardCharsets.UTF_8));
      message
          .headers()
          .add(
              new RecordHeader(
                  HEADER, Long.toString(letter.id()).getBytes(StandardCharsets.UTF_8)));
      places.add(open.send(message));
    }
    open.flush();
    for (int i = 0; i < letters.size(); i++) {
      settle(letters.get(i), places.get(i));
    }
  }

  private void settle(Outbox.Letter letter, Future<RecordMetadata> sent) {
    try {
      RecordMetadata place = sent.get();
      outbox.sent(letter.id(), place.partition(), place.offset());
      versions.place(letter.campaign(), letter.version(), place.partition(), place.offset());
    } catch (ExecutionException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      if (!RecordBound.refuses(why)) {
        throw new IllegalStateException("a campaign was not written", why);
      }
      // It would be refused for ever, and those behind it wait.
      log.error(
          "version {} of '{}' is not published: Kafka refuses it",
          letter.version(),
          letter.campaign(),
          why);
      outbox.refused(letter.id(), "Kafka refuses the document: " + why.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void sleep() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
