package dev.nudge.delivery.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.delivery.channel.Channel.Limits;
import dev.nudge.delivery.fill.OfferFilling;
import dev.nudge.delivery.fill.QuerySource;
import dev.nudge.delivery.fill.QuerySource.UnansweredException;
import dev.nudge.delivery.progress.DeliveryLog;
import dev.nudge.delivery.progress.Ledger;
import dev.nudge.delivery.progress.Progress;
import dev.nudge.delivery.progress.Progress.State;
import dev.nudge.delivery.send.SendResult;
import dev.nudge.delivery.send.Sender;
import dev.nudge.delivery.trigger.FiredTrigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an attempt does while its offer asks, and behind that. */
class AttemptsTest {
  private static final FiredTrigger TRIGGER =
      FiredTrigger.of(
              Map.of(
                  "id",
                  "t1",
                  "campaign",
                  "cart",
                  "user",
                  "u1",
                  "queries",
                  List.of("/like"),
                  "offer",
                  Map.of("channel", "letters", "like", Map.of("query", "recommendations"))))
          .orElseThrow();

  private final List<Object> sent = new CopyOnWriteArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger looks = new AtomicInteger();
  private final Ledger ledger = new Ledger();
  private MockProducer<byte[], byte[]> producer = producer(true);
  private volatile boolean ours = true;
  private Attempts attempts;

  @AfterEach
  void close() {
    attempts.close();
  }

  @Test
  void anAttemptIsUnderWayOnlyWhenItsOfferHasItsAnswers() {
    CountDownLatch answer = new CountDownLatch(1);
    begin((name, parameters, timeout) -> answerBehind(answer));

    await().until(() -> asked.get() == 1);
    assertThat(producer.history()).isEmpty();
    answer.countDown();

    await().until(() -> state() == State.DELIVERED);
    assertThat(sent).containsExactly(Map.of("channel", "letters", "like", List.of("p1")));
  }

  @Test
  void whoDeliversNoMoreWhenTheAnswersComeWritesAndSendsNothing() {
    begin(
        (name, parameters, timeout) -> {
          ours = asked.incrementAndGet() > 1;
          return List.of("p1");
        });

    await().until(() -> looks.get() >= 3); // before the asking, behind it, and once more
    assertThat(producer.history()).isEmpty();
    assertThat(sent).isEmpty();
    ours = true;

    await().until(() -> state() == State.DELIVERED);
    assertThat(asked).hasValue(2);
    assertThat(new String(producer.history().get(0).value(), UTF_8))
        .startsWith("{\"state\":\"attempting\",\"attempts\":1,");
  }

  @Test
  void closingCutsTheAskingOffAndLeavesTheDeliveryToWhoeverIsNext() {
    begin((name, parameters, timeout) -> answerBehind(new CountDownLatch(1)));
    await().until(() -> asked.get() == 1);

    attempts.close();

    assertThat(producer.history()).isEmpty();
    assertThat(sent).isEmpty();
    assertThat(attempts.counts(0)).isEqualTo(new Counts(0, 0, 0, 0, 0));
  }

  @Test
  void whatKafkaTakesWhenNobodyWaitsForItAnyMoreIsNotSent() {
    producer = producer(false);
    begin((name, parameters, timeout) -> List.of("p1"));
    await().until(() -> producer.history().size() == 1);

    Thread.currentThread().interrupt();
    attempts.close();
    assertThat(Thread.interrupted()).isTrue();
    producer.completeNext();

    await().until(() -> ledger.of("t1").isPresent() && hasNoThread());
    assertThat(state()).isEqualTo(State.ATTEMPTING);
    assertThat(sent).isEmpty();
  }

  private static boolean hasNoThread() {
    return Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().equals("deliver-letters"));
  }

  @Test
  void aFaultWhileAskingIsAnAttemptThatFailed() {
    begin(
        (name, parameters, timeout) -> {
          throw new IllegalStateException("broken");
        });

    await().until(() -> ledger.of("t1").isPresent());
    assertThat(state()).isEqualTo(State.FAILED);
    assertThat(progress().attempts()).isEqualTo(1);
    assertThat(progress().detail()).contains("broken");
    assertThat(sent).isEmpty();
  }

  private List<Object> answerBehind(CountDownLatch latch) throws UnansweredException {
    asked.incrementAndGet();
    try {
      latch.await();
      return List.of("p1");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnansweredException("interrupted");
    }
  }

  private static MockProducer<byte[], byte[]> producer(boolean takesAtOnce) {
    return new MockProducer<>(
        takesAtOnce,
        new RoundRobinPartitioner(),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private State state() {
    return ledger.of("t1").map(Progress::state).orElse(State.ATTEMPTING);
  }

  private Progress progress() {
    return ledger.of("t1").orElseThrow();
  }

  private void begin(QuerySource source) {
    Sender sender =
        new Sender() {
          @Override
          public SendResult send(FiredTrigger trigger) {
            sent.add(trigger.values().get("offer"));
            return new SendResult.Delivered("250");
          }

          @Override
          public boolean receiverDropsRepeats() {
            return false;
          }

          @Override
          public void close() {}
        };
    attempts =
        new Attempts(
            "letters",
            Optional.of(new OfferFilling(source)),
            sender,
            new Limits(Optional.empty(), 1, Duration.ofSeconds(1)),
            Duration.ofDays(1),
            ledger,
            new DeliveryLog(producer, "deliveries", "undelivered"),
            Optional.empty(),
            () -> {
              looks.incrementAndGet();
              return ours;
            });
    attempts.schedule(new Delivery(TRIGGER, System.currentTimeMillis(), -1), 0);
  }
}
