package dev.nudge.job.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.job.message.Message;
import dev.nudge.job.message.MessageForm;
import dev.nudge.job.message.Outgoing;
import dev.nudge.job.message.OutgoingForm;
import dev.nudge.job.message.RecordId;
import dev.nudge.job.message.Version;
import dev.nudge.settings.Flag;
import dev.nudge.settings.Settings;
import dev.nudge.settings.SettingsInput;
import dev.nudge.settings.SettingsReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

/** Campaigns that another system writes, beside those of Nudge's own topic. */
final class ForeignCampaignsTest {
  private static final OutputTag<Outgoing> REFUSALS =
      new OutputTag<>("refusals", OutgoingForm.TYPE);

  private static final Settings.Topics TOPICS =
      SettingsReader.read(
              new SettingsInput(
                  Optional.empty(),
                  Path.of(""),
                  Map.of(),
                  List.of(
                      new Flag(
                          "--set",
                          "topics.campaigns_from",
                          "{topic: crm, format: crm, triggers: crm-triggers}"))))
          .settings()
          .topics();

  private static final String OWN =
      "{id: '7', status: %s, pattern: {steps: [{name: a, event: own}]}}";

  @Test
  void aCampaignBecomesADocumentWhoseOfferIsTheCampaign() throws Exception {
    List<Version> versions =
        published(
            List.of(
                crm(
                    0,
                    "{\"campaign_id\":7,\"enabled\":true,\"game\":\"foe\",\"event_name\":\"fight\","
                        + "\"filter\":\"function(e) { return `${e.x}` === '{{' }\"}")));

    assertThat(versions).singleElement().extracting(Version::state).isEqualTo(Version.State.ACTIVE);
    assertThat(versions.get(0).text())
        .isEqualTo(
            """
            id: '7'
            status: live

            pattern:
              steps:
                - name: fight
                  event: fight
                  where: event.game == 'foe'
                  script: function(e) { return `${e.x}` === '{{' }
            topic: crm-triggers

            offer:
              campaign_id: 7
              enabled: true
              game: foe
              event_name: fight
              filter: function(e) { return `$${e.x}` === '{{' }
            """);
  }

  @Property(tries = 60)
  void whatIsReadAgainFromItsBeginningChangesNothing(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    List<Message> topic = new ArrayList<>();
    for (int offset = 0; offset < 8; offset++) {
      topic.add(crm(offset, anyCampaign(random)));
    }
    List<Version> once = published(topic);
    List<Message> twice = new ArrayList<>(topic);
    twice.addAll(topic.subList(random.nextInt(8), 8));

    List<Version> again = published(twice);

    assertThat(again.subList(0, once.size())).isEqualTo(once);
    assertThat(again.subList(once.size(), again.size()))
        .allMatch(version -> version.equals(once.get(once.size() - 1)));
    assertThat(published(topic)).as("without state").isEqualTo(once);
  }

  @Property(tries = 60)
  void nudgesOwnTopicCountsInWhateverOrderTheTwoAreRead(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    List<Message> all = new ArrayList<>();
    int own = 0;
    int crm = 0;
    while (own < 3 || crm < 5) {
      boolean next = crm == 5 || (own < 3 && random.nextBoolean());
      all.add(
          next
              ? own(own++, OWN.formatted(own == 3 ? "live" : "paused"))
              : crm(crm++, anyCampaign(random)));
    }

    Version last = last(published(all));

    assertThat(last.topic()).isEmpty();
    assertThat(last.text()).isEqualTo(OWN.formatted("live"));
    assertThat(last.state()).isEqualTo(Version.State.ACTIVE);
  }

  @Test
  void whoIsRefusedForNudgesOwnTopicIsToldAndGoesOnWhenItEndsThere() throws Exception {
    String enabled = "{\"campaign_id\":7,\"enabled\":true,\"event_name\":\"fight\"}";
    try (var registry = harness()) {
      registry.open();
      registry.processElement(new StreamRecord<>(own(0, OWN.formatted("live"))));
      registry.processElement(new StreamRecord<>(crm(0, enabled)));

      assertThat(registry.getSideOutput(REFUSALS))
          .extracting(refusal -> new String(refusal.getValue().value(), StandardCharsets.UTF_8))
          .satisfiesExactly(
              rejected -> assertThat(rejected).contains("\"source\":\"crm-0@0\""),
              status ->
                  assertThat(status)
                      .contains(
                          "\"version\":1,\"state\":\"refused\",\"topic\":\"crm\"",
                          "stands on the topic 'nudge.campaigns', which counts"));

      registry.processElement(new StreamRecord<>(own(1, OWN.formatted("ended"))));
      registry.processElement(new StreamRecord<>(crm(1, enabled)));

      assertThat(last(versions(registry.extractOutputValues())))
          .returns(3, Version::number)
          .returns("crm", Version::topic)
          .returns(Version.State.ACTIVE, Version::state);
    }
  }

  private static String anyCampaign(Random random) {
    return random.nextInt(5) == 0
        ? "{\"campaign_id\":7,\"event_name\":\"fight\",\"filter\":\"no function\"}"
        : "{\"campaign_id\":7,\"enabled\":%s,\"event_name\":\"%s\"}"
            .formatted(random.nextBoolean(), random.nextBoolean() ? "fight" : "duel");
  }

  private static Message crm(long offset, String text) {
    return new Message.Written("7", text, new RecordId(0, offset), 1_000 + offset, "crm");
  }

  private static Message own(long offset, String text) {
    return new Message.Written("7", text, new RecordId(0, offset), 1_000 + offset);
  }

  private static List<Version> published(List<Message> written) throws Exception {
    try (var registry = harness()) {
      registry.open();
      for (Message message : written) {
        registry.processElement(new StreamRecord<>(message));
      }
      return versions(registry.extractOutputValues());
    }
  }

  private static List<Version> versions(List<Message> published) {
    return published.stream().map(message -> ((Message.Published) message).version()).toList();
  }

  private static Version last(List<Version> versions) {
    return versions.get(versions.size() - 1);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Message, Message> harness()
      throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<String, Message, Message>(
            new KeyedProcessOperator<>(new Registry(TOPICS, REFUSALS)),
            message -> ((Message.Written) message).id(),
            BasicTypeInfo.STRING_TYPE_INFO);
    harness.setup(MessageForm.INSTANCE);
    return harness;
  }
}
