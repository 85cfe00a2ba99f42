package dev.nudge.delivery.queue;

import dev.nudge.delivery.channel.Channel.Limits;
import dev.nudge.delivery.fill.OfferFilling;
import dev.nudge.delivery.progress.DeliveryLog;
import dev.nudge.delivery.progress.Ledger;
import dev.nudge.delivery.progress.Progress;
import dev.nudge.delivery.progress.Progress.State;
import dev.nudge.delivery.progress.Undelivered;
import dev.nudge.delivery.send.SendResult;
import dev.nudge.delivery.send.Sender;
import dev.nudge.delivery.trigger.FiredTrigger;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries deliveries over one channel until each has arrived or is given up, as many at the same time
 * as the channel allows. An attempt begins with what its offer asks, which reaches nobody; before
 * it is sent stands in Kafka that it is under way, and behind it what became of it, before anything
 * else is done.
 */
public final class Attempts implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Attempts.class);
  private static final long KAFKA_AWAY_MILLIS = 2_000;
  private static final long NOT_OURS_MILLIS = 500;
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final String channel;
  private final Optional<OfferFilling> filling;
  private final Sender sender;
  private final Limits limits;
  private final long giveUpAfter;
  private final Ledger ledger;
  private final DeliveryLog records;
  private final Optional<Reports> reports;
  private final BooleanSupplier isOurs;
  private final Throttle throttle;
  private final ScheduledThreadPoolExecutor threads;
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong undelivered = new AtomicLong();
  private final AtomicLong unanswered = new AtomicLong();

  /** Threads that wait for answers to what offers ask; guarded by itself, as {@link #closed} is. */
  private final Set<Thread> asking = new HashSet<>();

  private volatile boolean closed;

  /** Nobody waits any more for what is under way: what has not been sent is not sent. */
  private volatile boolean left;

  private volatile Ends ends = delivery -> {};

  /** Why nothing is sent any more: the receiver has said so. */
  private volatile @Nullable String gone;

  /** Hears of deliveries that came to an end. */
  interface Ends {
    /** One did, and that stands in Kafka. */
    void ended(Delivery delivery);
  }

  /**
   * Attempts over a channel.
   *
   * @param filling puts into offers what they ask for, before each attempt; nothing where that is
   *     done elsewhere
   * @param giveUpAfter so long after its trigger was written, a delivery that fails is given up
   * @param reports where what became of deliveries is told as events; empty for nowhere
   * @param isOurs whether this process is still the one that delivers
   */
  public Attempts(
      String channel,
      Optional<OfferFilling> filling,
      Sender sender,
      Limits limits,
      Duration giveUpAfter,
      Ledger ledger,
      DeliveryLog records,
      Optional<Reports> reports,
      BooleanSupplier isOurs) {
    this.channel = channel;
    this.filling = filling;
    this.sender = sender;
    this.limits = limits;
    this.giveUpAfter = giveUpAfter.toMillis();
    this.ledger = ledger;
    this.records = records;
    this.reports = reports;
    this.isOurs = isOurs;
    throttle = new Throttle(channel, limits.rate());
    threads =
        new ScheduledThreadPoolExecutor(
            limits.concurrency(),
            work -> {
              Thread thread = new Thread(work, "deliver-" + channel);
              thread.setDaemon(true);
              return thread;
            });
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    threads.setKeepAliveTime(10, TimeUnit.SECONDS);
    threads.allowCoreThreadTimeOut(true);
  }

  void tell(Ends listener) {
    ends = listener;
  }

  boolean receiverDropsRepeats() {
    return sender.receiverDropsRepeats();
  }

  Counts counts(int underWay) {
    return new Counts(
        delivered.get(), failures.get(), undelivered.get(), unanswered.get(), underWay);
  }

  /** Goes on with a delivery in so many milliseconds, or at once. */
  void schedule(Delivery delivery, long millis) {
    try {
      var unused =
          threads.schedule(() -> run(delivery), Math.max(0, millis), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("closed: whoever delivers next goes on with {}", delivery.trigger.id());
    }
  }

  private void run(Delivery delivery) {
    if (closed) {
      return;
    }
    try {
      goOn(delivery);
    } catch (RuntimeException e) {
      // Kafka is away. What became of an attempt is written down before there is another.
      log.warn("{}: {} waits, since {}", channel, delivery.trigger.id(), e.toString());
      schedule(delivery, KAFKA_AWAY_MILLIS);
    }
  }

  private void goOn(Delivery delivery) {
    if (!isOurs.getAsBoolean()) {
      schedule(delivery, NOT_OURS_MILLIS);
      return;
    }
    if (delivery.outcome != null) {
      settle(delivery, delivery.outcome);
      return;
    }
    String reason = gone;
    if (reason != null) {
      giveUp(delivery, reason);
      return;
    }
    long wait = throttle.millisToWait();
    if (wait == 0) {
      attempt(delivery);
    } else if (throttle.isResting() && isOverdue(delivery)) {
      giveUp(delivery, "the receiver is down; " + lastSaid(delivery));
    } else {
      schedule(delivery, wait);
    }
  }

  private void attempt(Delivery delivery) {
    Optional<OfferFilling.Filled> filled;
    try {
      filled = fill(delivery.trigger);
    } catch (RuntimeException e) {
      log.error("{}: what {} asks could not be asked", channel, delivery.trigger.id(), e);
      throttle.noteNotMade();
      delivery.attempts++;
      outcome(delivery, new SendResult.Failed("a fault of Nudge: " + e, Optional.empty(), false));
      return;
    }
    if (filled.isEmpty()) {
      throttle.noteNotMade();
      log.debug("closed: whoever delivers next goes on with {}", delivery.trigger.id());
      return;
    }
    if (!isOurs.getAsBoolean()) {
      // The answers took their time, and another process may deliver by now.
      throttle.noteNotMade();
      schedule(delivery, NOT_OURS_MILLIS);
      return;
    }
    delivery.unanswered = String.join("; ", filled.get().unanswered());
    delivery.attempts++;
    try {
      write(delivery, State.ATTEMPTING, 0);
    } catch (RuntimeException e) {
      delivery.attempts--;
      throttle.noteNotMade();
      throw e;
    }
    if (left || !isOurs.getAsBoolean()) {
      // So may Kafka.
      delivery.attempts--;
      throttle.noteNotMade();
      schedule(delivery, NOT_OURS_MILLIS);
      return;
    }
    unanswered.addAndGet(filled.get().unanswered().size());
    long began = System.nanoTime();
    SendResult result = send(filled.get().trigger());
    throttle.noteOutcome(result, System.nanoTime() - began);
    outcome(delivery, result);
  }

  /**
   * A trigger with the answers to what its offer asks; nothing where these attempts are closed,
   * which cuts the asking off.
   */
  private Optional<OfferFilling.Filled> fill(FiredTrigger trigger) {
    if (filling.isEmpty()) {
      return Optional.of(new OfferFilling.Filled(trigger, List.of()));
    }
    synchronized (asking) {
      if (closed) {
        return Optional.empty();
      }
      asking.add(Thread.currentThread());
    }
    OfferFilling.Filled filled;
    try {
      filled = filling.get().fill(trigger);
    } finally {
      synchronized (asking) {
        asking.remove(Thread.currentThread());
        var unused = Thread.interrupted(); // was meant for the asking alone
      }
    }
    return closed ? Optional.empty() : Optional.of(filled);
  }

  /** Settles what has just become of an attempt. */
  private void outcome(Delivery delivery, SendResult outcome) {
    delivery.at = System.currentTimeMillis();
    delivery.outcome = outcome;
    delivery.detail = outcome.detail();
    settle(delivery, outcome);
  }

  private SendResult send(FiredTrigger trigger) {
    try {
      return sender.send(trigger);
    } catch (RuntimeException e) {
      log.error("{}: {} could not be sent", channel, trigger.id(), e);
      return sender.receiverDropsRepeats()
          ? new SendResult.Failed("a fault of Nudge: " + e, Optional.empty(), false)
          : new SendResult.Unknown("a fault of Nudge: " + e);
    }
  }

  private void settle(Delivery delivery, SendResult outcome) {
    if (outcome instanceof SendResult.Delivered) {
      arrived(delivery);
    } else if (outcome instanceof SendResult.Failed failed) {
      failed(delivery, failed);
    } else {
      if (outcome instanceof SendResult.Refused refused && refused.receiverGone() && gone == null) {
        gone = refused.detail() + "; publish the channel again to go on";
        log.warn("{}: nothing is sent any more: {}", channel, refused.detail());
      }
      giveUp(delivery, outcome.detail());
    }
  }

  private void arrived(Delivery delivery) {
    if (reports.isPresent()) {
      // Should the process end here, whoever goes on reports it.
      write(delivery, State.ARRIVED, 0);
      reports.get().delivered(delivery.trigger, channel, delivery.unanswered, delivery.at);
    }
    write(delivery, State.DELIVERED, 0);
    delivered.incrementAndGet();
    ends.ended(delivery);
  }

  private void failed(Delivery delivery, SendResult.Failed failed) {
    if (isOverdue(delivery)) {
      failures.incrementAndGet();
      giveUp(delivery, "given up after " + delivery.attempts + " attempts; " + lastSaid(delivery));
      return;
    }
    long millis =
        Math.max(
            Backoff.millis(delivery.attempts, ThreadLocalRandom.current()),
            failed.pause().map(Duration::toMillis).orElse(0L));
    write(delivery, State.FAILED, System.currentTimeMillis() + millis);
    failures.incrementAndGet();
    delivery.outcome = null;
    schedule(delivery, millis);
  }

  private void giveUp(Delivery delivery, String reason) {
    // Should the process end from here on, whoever goes on tells it and does not try again.
    delivery.outcome = new SendResult.Refused(reason, false);
    delivery.detail = reason;
    write(delivery, State.GIVEN_UP, 0);
    long now = System.currentTimeMillis();
    records.write(Undelivered.of(delivery.trigger, channel, reason, delivery.attempts, now));
    reports.ifPresent(to -> to.undelivered(delivery.trigger, channel, reason, now));
    write(delivery, State.UNDELIVERED, 0);
    undelivered.incrementAndGet();
    ends.ended(delivery);
  }

  private boolean isOverdue(Delivery delivery) {
    return System.currentTimeMillis() - delivery.written >= giveUpAfter;
  }

  private static String lastSaid(Delivery delivery) {
    return delivery.detail.isEmpty() ? "it was never tried" : "the last said: " + delivery.detail;
  }

  private void write(Delivery delivery, State state, long next) {
    Progress progress = delivery.progress(state, System.currentTimeMillis(), next);
    records.write(channel, delivery.trigger.id(), progress);
    ledger.note(delivery.trigger.id(), progress);
  }

  /** Ends attempts that are being sent, and begins none; one that still asks is left for later. */
  @Override
  public void close() {
    synchronized (asking) {
      closed = true;
      asking.forEach(Thread::interrupt);
    }
    threads.shutdown();
    try {
      if (!threads.awaitTermination(
          limits.timeout().plus(CLOSING).toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("{}: an attempt does not end", channel);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    left = true;
    sender.close();
  }
}
