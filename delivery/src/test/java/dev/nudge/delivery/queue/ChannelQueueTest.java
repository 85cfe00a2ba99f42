package dev.nudge.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.delivery.channel.Channel.Limits;
import dev.nudge.delivery.progress.DeliveryLog;
import dev.nudge.delivery.progress.Ledger;
import dev.nudge.delivery.progress.Progress;
import dev.nudge.delivery.progress.Progress.State;
import dev.nudge.delivery.progress.Undelivered;
import dev.nudge.delivery.send.SendResult;
import dev.nudge.delivery.send.Sender;
import dev.nudge.delivery.trigger.FiredTrigger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a queue makes of a record, by what it knows of the delivery that the record asks for. */
class ChannelQueueTest {
  private static final String TRIGGER =
      "{\"id\":\"t1\",\"campaign\":\"cart\",\"user\":\"u1\",\"offer\":{\"channel\":\"crm\"}}";

  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final Ledger ledger = new Ledger();
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(
          true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
  private boolean dropsRepeats = true;
  private ChannelQueue queue;

  @AfterEach
  void close() {
    queue.close();
  }

  @Test
  void aNewTriggerIsSent() {
    take(trigger());

    await().until(() -> state() == State.DELIVERED);
    assertThat(sent).containsExactly("t1");
    assertThat(written()).containsExactly("attempting", "delivered");
  }

  @Test
  void oneThatHasArrivedIsNot() {
    know(State.DELIVERED, -1);

    take(trigger());

    assertThat(queue.isDoneUpTo(Map.of())).isTrue();
    assertThat(written()).isEmpty();
  }

  @Test
  void anAttemptThatWasCutOffIsMadeAgainWhereTheReceiverKnowsItAgain() {
    know(State.ATTEMPTING, -1);

    take(trigger());

    await().until(() -> state() == State.DELIVERED);
    assertThat(sent).containsExactly("t1");
  }

  @Test
  void andIsGivenUpWhereItDoesNot() {
    dropsRepeats = false;
    know(State.ATTEMPTING, -1);

    take(trigger());

    await().until(() -> state() == State.UNDELIVERED);
    assertThat(sent).isEmpty();
    assertThat(written()).containsExactly("given_up", "undelivered");
  }

  @Test
  void whatWasBeingGivenUpIsNotTriedAgain() {
    know(State.GIVEN_UP, -1);

    take(trigger());

    await().until(() -> state() == State.UNDELIVERED);
    assertThat(sent).isEmpty();
  }

  @Test
  void aRequestTriesAgainWhatWasGivenUp() {
    know(State.UNDELIVERED, -1);

    take(request(7));

    await().until(() -> state() == State.DELIVERED);
    assertThat(ledger.of("t1").orElseThrow().redrive()).isEqualTo(7);
  }

  @Test
  void aRequestThatWasAnsweredIsNotAnsweredAgain() {
    know(State.UNDELIVERED, 7);

    take(request(7));

    assertThat(queue.isDoneUpTo(Map.of())).isTrue();
    assertThat(written()).isEmpty();
  }

  @Test
  void whileARequestIsUnderWayTheTriggerItselfAsksForNothing() {
    know(State.FAILED, 7);

    take(trigger());

    assertThat(queue.isDoneUpTo(Map.of())).isTrue();
    assertThat(written()).isEmpty();
  }

  private void know(State state, long redrive) {
    ledger.note("t1", new Progress(state, 1, 1, 1, "said", "", redrive));
  }

  private State state() {
    return ledger.of("t1").map(Progress::state).orElse(State.ATTEMPTING);
  }

  private List<String> written() {
    return producer.history().stream()
        .filter(record -> record.topic().equals("deliveries"))
        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
        .map(json -> json.replaceAll("\\{\"state\":\"(\\w+)\".*", "$1"))
        .toList();
  }

  private void take(ConsumerRecord<byte[], byte[]> message) {
    Sender sender =
        new Sender() {
          @Override
          public SendResult send(FiredTrigger trigger) {
            sent.add(trigger.id());
            return new SendResult.Delivered("200");
          }

          @Override
          public boolean receiverDropsRepeats() {
            return dropsRepeats;
          }

          @Override
          public void close() {}
        };
    Attempts attempts =
        new Attempts(
            "crm",
            Optional.empty(),
            sender,
            new Limits(Optional.empty(), 1, Duration.ofSeconds(1)),
            Duration.ofDays(1),
            ledger,
            new DeliveryLog(producer, "deliveries", "undelivered"),
            Optional.empty(),
            () -> true);
    queue = new ChannelQueue("crm", "undelivered", ledger, attempts, true);
    queue.take(message);
  }

  private static ConsumerRecord<byte[], byte[]> trigger() {
    return record("triggers", 3, TRIGGER.getBytes(StandardCharsets.UTF_8));
  }

  private static ConsumerRecord<byte[], byte[]> request(long offset) {
    FiredTrigger trigger = FiredTrigger.of(trigger()).orElseThrow();
    Undelivered letter = Undelivered.of(trigger, "crm", "down", 1, 0).redrive(1);
    return record("undelivered", offset, letter.toJson());
  }

  private static ConsumerRecord<byte[], byte[]> record(String topic, long offset, byte[] value) {
    return new ConsumerRecord<>(topic, 0, offset, new byte[0], value);
  }
}
