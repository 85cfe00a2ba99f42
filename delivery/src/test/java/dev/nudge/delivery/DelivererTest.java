package dev.nudge.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.delivery.Receiver.Answer;
import dev.nudge.delivery.progress.Undelivered;
import dev.nudge.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DelivererTest {
  private static final String PRIVATE = "channels.private_addresses=true";

  @BeforeAll
  static void waitLonger() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
  }

  @Test
  void aTriggerArrivesSignedUnderItsOwnId() throws Exception {
    Settings settings = TestKafka.settings(PRIVATE);
    try (Receiver receiver = new Receiver();
        Deliverer deliverer = Deliverer.start(settings, Map.of())) {
      TestKafka.publish(settings, "crm", receiver.channel("crm"));
      await().until(() -> deliverer.counts().containsKey("crm"));

      TestKafka.trigger(settings, "t1", "crm", ",'text':'Hello'");
      TestKafka.trigger(settings, "t2", "other", "");

      await().until(() -> !receiver.requests.isEmpty());
      Receiver.Request request = receiver.requests.get(0);
      assertThat(request.id()).isEqualTo("t1");
      assertThat(request.contentType()).startsWith("application/json");
      assertThat(request.body())
          .startsWith(
              "{\"type\":\"trigger.fired\",\"timestamp\":\"2026-11-20T10:00:00Z\","
                  + "\"data\":{\"id\":\"t1\",\"campaign\":\"cart\"")
          .contains("\"text\":\"Hello\"");
      assertThat(receiver.wrong).hasValue(0);
      await().until(() -> deliverer.counts().get("crm").delivered() == 1);
      await().until(() -> undelivered(settings).size() == 1);
      assertThat(undelivered(settings).get(0).reason()).isEqualTo("there is no channel 'other'");
      assertThat(receiver.requests).hasSize(1);
    }
  }

  @Test
  void aTriggerThatComesTwiceIsDeliveredOnceAlsoByTheNextProcess() throws Exception {
    Settings settings = TestKafka.settings(PRIVATE);
    try (Receiver receiver = new Receiver()) {
      try (Deliverer deliverer = Deliverer.start(settings, Map.of())) {
        TestKafka.publish(settings, "crm", receiver.channel("crm"));
        await().until(() -> deliverer.counts().containsKey("crm"));
        TestKafka.trigger(settings, "t1", "crm", "");
        await().until(() -> deliverer.counts().get("crm").delivered() == 1);
      }
      try (Deliverer deliverer = Deliverer.start(settings, Map.of())) {
        TestKafka.trigger(settings, "t1", "crm", "");
        TestKafka.trigger(settings, "t2", "crm", "");
        await().until(() -> receiver.ids().contains("t2"));
        await().until(() -> deliverer.counts().get("crm").delivered() == 1);
      }
      assertThat(receiver.ids()).containsExactly("t1", "t2");
    }
  }

  @Test
  void ofTwoProcessesOneDeliversAndTheOtherTakesOver() throws Exception {
    Settings settings = TestKafka.settings(PRIVATE);
    try (Receiver receiver = new Receiver();
        Deliverer first = Deliverer.start(settings, Map.of())) {
      TestKafka.publish(settings, "crm", receiver.channel("crm"));
      await().until(() -> first.counts().containsKey("crm"));
      try (Deliverer second = Deliverer.start(settings, Map.of())) {
        TestKafka.trigger(settings, "t1", "crm", "");
        await().until(() -> receiver.ids().contains("t1"));
        await().until(() -> first.isOurs() != second.isOurs());

        Deliverer one = first.isOurs() ? first : second;
        Deliverer other = first.isOurs() ? second : first;
        one.close();

        await().until(other::isOurs);
        TestKafka.trigger(settings, "t2", "crm", "");
        await().until(() -> receiver.ids().contains("t2"));
      }
      assertThat(receiver.ids()).containsExactly("t1", "t2");
    }
  }

  @Test
  void whatFailsIsTriedAgainNotBeforeTheReceiverAsks() throws Exception {
    Settings settings = TestKafka.settings(PRIVATE);
    try (Receiver receiver = new Receiver();
        Deliverer deliverer = Deliverer.start(settings, Map.of())) {
      long[] at = new long[2];
      receiver.answer(
          request -> {
            int before = receiver.requests.size();
            at[Math.min(before, 1)] = System.nanoTime();
            return before == 0
                ? new Answer(503, Map.of("Retry-After", "3"))
                : new Answer(200, Map.of());
          });
      TestKafka.publish(settings, "crm", receiver.channel("crm"));
      await().until(() -> deliverer.counts().containsKey("crm"));

      TestKafka.trigger(settings, "t1", "crm", "");

      await().until(() -> deliverer.counts().get("crm").delivered() == 1);
      assertThat(receiver.ids()).containsExactly("t1", "t1");
      assertThat(Duration.ofNanos(at[1] - at[0])).isGreaterThan(Duration.ofSeconds(2));
      assertThat(deliverer.counts().get("crm").failures()).isEqualTo(1);
    }
  }

  @Test
  void aReceiverThatIsGoneIsLeftAloneAndARedriveReachesTheNextOne() throws Exception {
    Settings settings = TestKafka.settings(PRIVATE);
    try (Receiver receiver = new Receiver();
        Deliverer deliverer = Deliverer.start(settings, Map.of())) {
      receiver.answer(410);
      TestKafka.publish(settings, "crm", receiver.channel("crm", "concurrency: 1"));
      await().until(() -> deliverer.counts().containsKey("crm"));
      TestKafka.trigger(settings, "t1", "crm", "").get();
      await().until(() -> undelivered(settings).size() == 1);
      TestKafka.trigger(settings, "t2", "crm", "");
      await().until(() -> undelivered(settings).size() == 2);
      assertThat(receiver.ids()).containsExactly("t1");
      assertThat(undelivered(settings)).allMatch(one -> one.reason().contains("410"));

      receiver.answer(204);
      TestKafka.publish(settings, "crm", receiver.channel("crm"));
      for (Undelivered one : undelivered(settings)) {
        redrive(settings, one);
      }

      await().until(() -> receiver.ids().size() == 3);
      assertThat(receiver.ids()).containsExactlyInAnyOrder("t1", "t1", "t2");
      await().until(() -> deliverer.counts().get("crm").delivered() == 2);
    }
  }

  @Test
  void aTriggerWhoseChannelComesLaterIsAStrayUntilItIsRedriven() throws Exception {
    Settings settings = TestKafka.settings(PRIVATE);
    try (Receiver receiver = new Receiver();
        Deliverer deliverer = Deliverer.start(settings, Map.of())) {
      TestKafka.publish(settings, "other", receiver.channel("other"));
      await().until(() -> deliverer.counts().containsKey("other"));
      TestKafka.trigger(settings, "t1", "crm", "");
      await().until(() -> undelivered(settings).size() == 1);

      TestKafka.publish(settings, "crm", receiver.channel("crm"));
      await().until(() -> deliverer.counts().containsKey("crm"));
      redrive(settings, undelivered(settings).get(0));

      await().until(() -> receiver.ids().equals(List.of("t1")));
    }
  }

  @Test
  void whatIsOnItsWayOverAChannelThatIsRemovedIsGivenUp() throws Exception {
    Settings settings = TestKafka.settings(PRIVATE);
    try (Receiver receiver = new Receiver();
        Deliverer deliverer = Deliverer.start(settings, Map.of())) {
      receiver.answer(request -> new Answer(503, Map.of("Retry-After", "3600")));
      TestKafka.publish(settings, "crm", receiver.channel("crm"));
      await().until(() -> deliverer.counts().containsKey("crm"));
      TestKafka.trigger(settings, "t1", "crm", "");
      await().until(() -> deliverer.counts().get("crm").failures() == 1);

      TestKafka.send(settings.channels().documents(), "crm", null);

      await().until(() -> undelivered(settings).size() == 1);
      assertThat(undelivered(settings).get(0).reason()).isEqualTo("the channel 'crm' was removed");
      await().until(() -> deliverer.counts().isEmpty());
      TestKafka.trigger(settings, "t2", "crm", "");
      await().until(() -> undelivered(settings).size() == 2);
      assertThat(undelivered(settings))
          .extracting(Undelivered::reason)
          .containsExactlyInAnyOrder("the channel 'crm' was removed", "there is no channel 'crm'");
    }
  }

  @Test
  void aWebhookDoesNotReachThisMachineUnlessTheSettingsAllowIt() throws Exception {
    Settings settings = TestKafka.settings();
    try (Receiver receiver = new Receiver();
        Deliverer deliverer = Deliverer.start(settings, Map.of())) {
      TestKafka.publish(settings, "crm", receiver.channel("crm"));
      await().until(() -> deliverer.counts().containsKey("crm"));
      TestKafka.trigger(settings, "t1", "crm", "");

      await().until(() -> undelivered(settings).size() == 1);
      assertThat(undelivered(settings).get(0).reason())
          .isEqualTo(
              "'127.0.0.1' leads to 127.0.0.1, which is not on the internet;"
                  + " channels.private_addresses allows it");
      assertThat(receiver.requests).isEmpty();
    }
  }

  @Test
  void whatBecameOfDeliveriesComesBackAsEventsWhereTheChannelSaysSo() throws Exception {
    Settings settings = TestKafka.settings(PRIVATE);
    try (Receiver receiver = new Receiver();
        Deliverer deliverer = Deliverer.start(settings, Map.of())) {
      receiver.answer(request -> new Answer(request.id().equals("t1") ? 200 : 410, Map.of()));
      TestKafka.publish(settings, "crm", receiver.channel("crm") + "report: true\n");
      await().until(() -> deliverer.counts().containsKey("crm"));
      TestKafka.trigger(settings, "t1", "crm", ",'like':{'query':'liked','fallback':['p1']}");
      await().until(() -> deliverer.counts().get("crm").delivered() == 1);
      TestKafka.trigger(settings, "t2", "crm", "");
      await().until(() -> deliverer.counts().get("crm").undelivered() == 1);

      assertThat(receiver.requests.get(0).body()).contains("\"like\":[\"p1\"]");
      assertThat(deliverer.counts().get("crm").unanswered()).isEqualTo(1);
      List<String> events = TestKafka.read(settings.topics().events().get(0).topic());
      assertThat(events).hasSize(2);
      assertThat(events.get(0))
          .startsWith(
              "{\"id\":\"t1.crm.delivered\",\"user\":\"u-t1\",\"type\":\"delivered\",\"time\":\"")
          .endsWith(
              "\"campaign\":\"cart\",\"channel\":\"crm\",\"trigger\":\"t1\","
                  + "\"unanswered\":\"liked: there is no console to ask\"}");
      assertThat(events.get(1))
          .contains("\"type\":\"undelivered\"")
          .endsWith("\"reason\":\"410 Gone: the receiver wants no more\"}");
    }
  }

  @Test
  void aChannelWhoseDocumentIsWrongKeepsItsTriggersUntilItIsMended() throws Exception {
    Settings settings = TestKafka.settings(PRIVATE);
    try (Receiver receiver = new Receiver();
        Deliverer deliverer = Deliverer.start(settings, Map.of())) {
      TestKafka.publish(settings, "other", receiver.channel("other"));
      TestKafka.publish(settings, "crm", "channel: crm\nwebhok: {}\n");
      await().until(() -> deliverer.counts().containsKey("other"));
      TestKafka.trigger(settings, "t1", "crm", "");
      TestKafka.trigger(settings, "t2", "other", "");
      await().until(() -> receiver.ids().equals(List.of("t2")));

      TestKafka.publish(settings, "crm", receiver.channel("crm"));

      await().until(() -> receiver.ids().equals(List.of("t2", "t1")));
      assertThat(undelivered(settings)).isEmpty();
    }
  }

  private static void redrive(Settings settings, Undelivered one) throws Exception {
    TestKafka.send(
            settings.channels().undelivered(),
            one.channel() + "/" + one.trigger().id(),
            new String(one.redrive(0).toJson(), StandardCharsets.UTF_8))
        .get();
  }

  private static List<Undelivered> undelivered(Settings settings) {
    return TestKafka.read(settings.channels().undelivered()).stream()
        .map(text -> Undelivered.of(text.getBytes(StandardCharsets.UTF_8)))
        .flatMap(Optional::stream)
        .filter(one -> !one.isRedrive())
        .toList();
  }
}
