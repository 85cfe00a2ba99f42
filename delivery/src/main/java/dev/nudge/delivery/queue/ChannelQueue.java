package dev.nudge.delivery.queue;

import dev.nudge.delivery.progress.Ledger;
import dev.nudge.delivery.progress.Progress;
import dev.nudge.delivery.progress.Progress.State;
import dev.nudge.delivery.progress.Undelivered;
import dev.nudge.delivery.queue.Delivery.Place;
import dev.nudge.delivery.send.SendResult;
import dev.nudge.delivery.trigger.FiredTrigger;
import dev.nudge.stream.Following;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What one channel delivers: it reads triggers for itself, so that a receiver that is down keeps
 * nobody else waiting, and stops reading while much is under way. How far it has read is committed
 * behind the last trigger that is done, so that a restart begins with the first that is not; what
 * is done behind that one, the {@link Ledger} says.
 */
public final class ChannelQueue implements Following.Reader, Attempts.Ends, AutoCloseable {
  /** Nothing is read while so many deliveries are under way. */
  private static final int MOST_UNDER_WAY = 1_000;

  /** Nor while so many wait behind one that is not done: the ledger remembers twice as many. */
  private static final int MOST_HELD = Ledger.REMEMBERED / 2;

  private static final long COMMIT_NANOS = Duration.ofSeconds(1).toNanos();

  /** Kafka forgets what was committed a week ago, even where nothing has changed since. */
  private static final long COMMIT_AGAIN_NANOS = Duration.ofHours(1).toNanos();

  private final String channel;
  private final String undelivered;
  private final Ledger ledger;
  private final Attempts attempts;
  private final Object lock = new Object();
  private final Map<String, Delivery> underWay = new HashMap<>();
  private final Offsets offsets = new Offsets();
  private final boolean patient;
  private @Nullable Consumer<byte[], byte[]> consumer;
  private Map<TopicPartition, OffsetAndMetadata> committed = Map.of();
  private long committedAt;
  private volatile Map<TopicPartition, Long> read = Map.of();

  /**
   * A queue.
   *
   * @param undelivered the topic in which requests to try again stand; all other topics are of
   *     triggers
   * @param patient whether what waits for another attempt waits on
   */
  public ChannelQueue(
      String channel, String undelivered, Ledger ledger, Attempts attempts, boolean patient) {
    this.channel = channel;
    this.undelivered = undelivered;
    this.ledger = ledger;
    this.attempts = attempts;
    this.patient = patient;
    attempts.tell(this);
  }

  @Override
  public void begin(Consumer<byte[], byte[]> fresh, List<TopicPartition> partitions) {
    // Kafka knows where the group of this channel has come to; what is under way comes again.
    synchronized (lock) {
      consumer = fresh;
      committed = Map.of();
      offsets.clear();
      underWay.values().forEach(ChannelQueue::forgetPlaces);
    }
  }

  private static void forgetPlaces(Delivery delivery) {
    delivery.places.clear();
    if (delivery.next != null) {
      delivery.next.places.clear();
    }
  }

  @Override
  public void take(ConsumerRecord<byte[], byte[]> message) {
    Place place =
        new Place(new TopicPartition(message.topic(), message.partition()), message.offset());
    boolean asked = message.topic().equals(undelivered);
    Optional<FiredTrigger> trigger =
        asked
            ? Undelivered.of(message.value())
                .filter(one -> one.isRedrive() && one.channel().equals(channel))
                .map(Undelivered::trigger)
            : FiredTrigger.of(message).filter(fired -> fired.channels().contains(channel));
    synchronized (lock) {
      if (trigger.isEmpty()) {
        offsets.pass(place.partition(), place.offset());
      } else {
        long redrive = asked ? place.offset() : -1;
        take(new Delivery(trigger.get(), message.timestamp(), redrive), place);
      }
    }
  }

  /** Under the lock. */
  private void take(Delivery delivery, Place place) {
    String id = delivery.trigger.id();
    Delivery before = underWay.get(id);
    if (before != null) {
      offsets.begin(place.partition(), place.offset());
      if (delivery.redrive > before.redrive) {
        Delivery next = before.next == null ? delivery : before.next;
        before.next = next;
        next.places.add(place);
      } else {
        before.places.add(place);
      }
      return;
    }
    // Whoever asks once more does so when the delivery has come to an end; what asked before that
    // has been answered by it.
    Optional<Progress> known =
        ledger.of(id).filter(progress -> progress.redrive() >= delivery.redrive);
    boolean answered =
        known
            .map(progress -> progress.redrive() > delivery.redrive || progress.state().isEnd())
            .orElse(false);
    if (answered) {
      offsets.pass(place.partition(), place.offset());
      return;
    }
    offsets.begin(place.partition(), place.offset());
    delivery.places.add(place);
    underWay.put(id, delivery);
    known.ifPresent(progress -> resume(delivery, progress));
    boolean waits =
        patient && known.map(progress -> progress.state() == State.FAILED).orElse(false);
    attempts.schedule(delivery, waits ? known.get().next() - System.currentTimeMillis() : 0);
  }

  private void resume(Delivery delivery, Progress progress) {
    delivery.attempts = progress.attempts();
    delivery.detail = progress.detail();
    delivery.unanswered = progress.unanswered();
    if (progress.state() == State.ATTEMPTING && !attempts.receiverDropsRepeats()) {
      delivery.outcome =
          new SendResult.Unknown(
              "its process ended during an attempt, and nobody knows whether it was sent; not"
                  + " sent again");
    } else if (progress.state() == State.GIVEN_UP) {
      delivery.outcome = new SendResult.Refused(progress.detail(), false);
    } else if (progress.state() == State.ARRIVED) {
      delivery.outcome = new SendResult.Delivered(progress.detail());
      delivery.at = progress.at();
    }
  }

  @Override
  public void pass(ConsumerRecord<byte[], byte[]> message) {
    synchronized (lock) {
      offsets.pass(new TopicPartition(message.topic(), message.partition()), message.offset());
    }
  }

  @Override
  public void keep(boolean now) {
    Consumer<byte[], byte[]> reading = consumer;
    if (reading == null) {
      return;
    }
    boolean full;
    Map<TopicPartition, OffsetAndMetadata> done;
    synchronized (lock) {
      full = underWay.size() >= MOST_UNDER_WAY || offsets.held() >= MOST_HELD;
      done = offsets.toCommit();
    }
    if (full) {
      reading.pause(reading.assignment());
    } else if (!reading.paused().isEmpty()) {
      reading.resume(reading.paused());
    }
    long since = System.nanoTime() - committedAt;
    if (!done.isEmpty()
        && (since > COMMIT_AGAIN_NANOS || (since > COMMIT_NANOS && !done.equals(committed)))) {
      reading.commitSync(done);
      committed = done;
      committedAt = System.nanoTime();
    }
    Map<TopicPartition, Long> positions = new HashMap<>();
    reading.assignment().forEach(place -> positions.put(place, reading.position(place)));
    read = Map.copyOf(positions);
  }

  /** A delivery came to an end. */
  @Override
  public void ended(Delivery delivery) {
    synchronized (lock) {
      delivery.places.forEach(place -> offsets.done(place.partition(), place.offset()));
      Delivery next = delivery.next;
      if (next == null) {
        underWay.remove(delivery.trigger.id());
      } else {
        underWay.put(delivery.trigger.id(), next);
        attempts.schedule(next, 0);
      }
    }
  }

  /** Whether it has read up to these places, and nothing of that is under way any more. */
  public boolean isDoneUpTo(Map<TopicPartition, Long> places) {
    Map<TopicPartition, Long> positions = read;
    boolean behind =
        places.entrySet().stream()
            .anyMatch(place -> positions.getOrDefault(place.getKey(), -1L) < place.getValue());
    synchronized (lock) {
      return !behind && underWay.isEmpty();
    }
  }

  /** What it has done. */
  public Counts counts() {
    synchronized (lock) {
      return attempts.counts(underWay.size());
    }
  }

  /** Ends attempts that are under way, and begins none; whoever reads for it has stopped. */
  @Override
  public void close() {
    attempts.close();
  }
}
