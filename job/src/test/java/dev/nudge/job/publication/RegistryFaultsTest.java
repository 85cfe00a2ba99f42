package dev.nudge.job.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.job.message.Kept;
import dev.nudge.job.message.Message;
import dev.nudge.job.message.Outgoing;
import dev.nudge.job.message.OutgoingForm;
import dev.nudge.job.message.RecordId;
import dev.nudge.job.message.Version;
import dev.nudge.job.message.VersionForm;
import dev.nudge.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

/** A document that fails in the registry, and an answer that cannot be given, stop nobody. */
final class RegistryFaultsTest {
  private static final OutputTag<Outgoing> REFUSALS =
      new OutputTag<>("refusals", OutgoingForm.TYPE);

  private static final String GOOD = "{id: good, pattern: {steps: [{name: a, event: a}]}}";

  /** Nobody said which topics a campaign may name, which the registry does not expect. */
  private static final Settings.Topics BROKEN = broken(Settings.defaults().topics());

  private static Settings.Topics broken(Settings.Topics topics) {
    return new Settings.Topics(
        topics.events(),
        topics.profiles(),
        topics.catalog(),
        topics.campaigns(),
        topics.campaignsFrom(),
        topics.status(),
        topics.triggers(),
        topics.withheld(),
        topics.outcomes(),
        topics.budgets(),
        topics.transitions(),
        topics.funnel(),
        topics.watches(),
        topics.rejected(),
        null,
        1);
  }

  @Test
  void aDocumentThatFailsIsRefusedAndTheNextIsPublished() throws Exception {
    try (var registry = harness(new Registry(BROKEN, REFUSALS))) {
      registry.open();
      registry.processElement(
          written("bad", 7, "{id: bad, topic: mine, pattern: {steps: [{name: a, event: a}]}}"));
      registry.processElement(written("good", 8, GOOD));

      assertThat(registry.extractOutputValues())
          .singleElement()
          .isInstanceOfSatisfying(
              Message.Published.class,
              published -> assertThat(published.version().campaign()).isEqualTo("good"));
      assertThat(registry.getSideOutput(REFUSALS))
          .extracting(record -> text(record.getValue()))
          .satisfiesExactly(
              rejected ->
                  assertThat(rejected)
                      .contains("nudge.campaigns-0@7", "\"reason\":\"internal\"", "topic: mine"),
              status ->
                  assertThat(status)
                      .contains(
                          "nudge.status",
                          "\"state\":\"refused\"",
                          "internal error: internal: NullPointerException"));
    }
  }

  @Test
  void aCampaignThatCannotBeReadAnyMoreIsSetAsideAndItsNextVersionHasAGreaterNumber()
      throws Exception {
    OperatorSubtaskState state;
    try (var older = harness(new Damage())) {
      older.open();
      older.processElement(written("good", 7, GOOD));
      state = older.snapshot(1, 1);
    }
    try (var registry = harness(new Registry(Settings.defaults().topics(), REFUSALS))) {
      registry.initializeState(state);
      registry.open();
      registry.processElement(written("good", 8, GOOD));

      assertThat(registry.extractOutputValues())
          .singleElement()
          .isInstanceOfSatisfying(
              Message.Published.class,
              published -> assertThat(published.version().number()).isEqualTo(9));
      assertThat(registry.getSideOutput(REFUSALS))
          .extracting(record -> text(record.getValue()))
          .singleElement()
          .asString()
          .contains("kept campaign", "unreadable state", "form 99");
    }
  }

  /** Keeps bytes where the registry keeps versions. */
  private static final class Damage extends KeyedProcessFunction<String, Message, Message> {
    private static final long serialVersionUID = 1;

    @Override
    public void processElement(Message message, Context context, Collector<Message> out)
        throws Exception {
      getRuntimeContext()
          .getState(new ValueStateDescriptor<>("current", VersionForm.INSTANCE))
          .update(new Kept.Unreadable<>(new byte[] {99, 1}, ""));
    }
  }

  @Test
  void anAnswerThatFailsIsRejectedAndTheNextIsGiven() throws Exception {
    Answers answers = new Answers(Settings.defaults().topics(), 1);
    try (var harness = harness(answers)) {
      harness.open();
      harness.processElement(applied("broken", null));
      harness.processElement(applied("good", new RecordId(0, 8)));

      assertThat(harness.extractOutputValues())
          .extracting(RegistryFaultsTest::text)
          .satisfiesExactly(
              line -> assertThat(line).contains("nudge.rejected", "\"reason\":\"internal\""),
              line -> assertThat(line).contains("nudge.status", "\"campaign\":\"good\""));
    }
  }

  private static StreamRecord<Message> written(String id, long offset, String text) {
    return new StreamRecord<>(new Message.Written(id, text, new RecordId(0, offset), 0));
  }

  private static StreamRecord<Message> applied(String id, RecordId record) {
    Version version = new Version(id, 1, Version.State.ACTIVE, 0, "", "", 1, 0);
    return new StreamRecord<>(new Message.Applied(version, record, 0, List.of(), List.of()));
  }

  private static <T> KeyedOneInputStreamOperatorTestHarness<String, Message, T> harness(
      KeyedProcessFunction<String, Message, T> function) throws Exception {
    KeySelector<Message, String> id =
        message ->
            message instanceof Message.Written written
                ? written.id()
                : ((Message.Applied) message).version().campaign();
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(function), id, BasicTypeInfo.STRING_TYPE_INFO);
  }

  private static String text(Outgoing outgoing) {
    return outgoing.topic() + " " + new String(outgoing.value(), StandardCharsets.UTF_8);
  }
}
