package dev.nudge.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.job.message.Message;
import dev.nudge.job.message.MessageForm;
import dev.nudge.job.message.Outgoing;
import dev.nudge.job.message.OutgoingForm;
import dev.nudge.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A topic of a table's changes: rows unnested, deletes and tombstones passed over. */
final class ChangesOfTablesTest {
  private static final String CHANGE =
      "{\"type\":\"%s\",\"es\":1795168800000,\"data\":[{\"u\":\"ann\"},{\"u\":\"bob\"}]}";

  private static final Settings.Source SOURCE =
      new Settings.Source(
          "shop.orders",
          new Settings.MappingText(
              "canal.yaml", "envelope: canal\nuser: u\ntype: {constant: order}\n"),
          "orders");

  @Test
  void everyRowOfARecordIsAnEventAndADeleteIsNone() throws Exception {
    EventRecords reader = new EventRecords(SOURCE, Settings.defaults());
    reader.open();

    assertThat(reader.read(record(CHANGE.formatted("INSERT"))))
        .extracting(message -> ((Message.Happened) message).event().user())
        .containsExactly("ann", "bob");
    assertThat(reader.read(record(CHANGE.formatted("DELETE"))))
        .containsExactly(new Message.PassedOver());
    assertThat(reader.read(record(null))).containsExactly(new Message.PassedOver());
    assertThat(reader.read(record("{}"))).singleElement().isInstanceOf(Message.Unusable.class);
  }

  @Test
  void aDeletedRowOfTheCatalogueRemovesTheThingAndItsTombstoneNothing() throws Exception {
    Settings usual = Settings.defaults();
    CatalogRecords reader =
        new CatalogRecords(
            new Settings.Source(
                "shop.products",
                new Settings.MappingText(
                    "m.yaml",
                    "user: u\ntype: t\ncatalog: {envelope: canal, key: u, rest: drop}\n")),
            usual.topics().rejected());
    reader.open();

    assertThat(reader.read(record(CHANGE.formatted("DELETE"))))
        .containsExactly(
            new Message.Catalogued("ann", Optional.empty()),
            new Message.Catalogued("bob", Optional.empty()));
    assertThat(reader.read(record(null))).containsExactly(new Message.PassedOver());
  }

  @Test
  void whatIsRejectedSaysWhatItsSourceIsCalled() throws Exception {
    EventRecords reader = new EventRecords(SOURCE, Settings.defaults());
    reader.open();

    Message.Unusable unusable = (Message.Unusable) reader.read(record("{}")).get(0);

    assertThat(new String(unusable.rejected().value(), StandardCharsets.UTF_8))
        .startsWith("{\"source\":\"shop.orders-0@7\",\"source_name\":\"orders\",\"reason\":");
  }

  @Test
  void allThatComesOfARecordHasItsOffset() throws Exception {
    List<Fetched> read = new ArrayList<>();
    Records records =
        new Records(new EventRecords(SOURCE, Settings.defaults()), SOURCE, "nudge.rejected");
    records.open(null);
    records.deserialize(record(CHANGE.formatted("INSERT")), ReaderFaultsTest.into(read));
    records.deserialize(record(null), ReaderFaultsTest.into(read));

    assertThat(read).extracting(Fetched::offset).containsOnly(7L);
    assertThat(read)
        .extracting(Fetched::time)
        .containsExactly(1795168800000L, 1795168800000L, PartitionClock.UNKNOWN);
  }

  @Test
  void whatIsPassedOverIsCountedAndGoesNoFurther() throws Exception {
    OutputTag<Outgoing> aside = new OutputTag<>("aside", OutgoingForm.TYPE);
    Counts counts = new Counts();
    try (var sorter =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new Sorter(aside)),
            new MockEnvironmentBuilder().setMetricGroup(new Task(counts)).build())) {
      sorter.open();
      sorter.processElement(new StreamRecord<>(new Message.PassedOver()));
      sorter.processElement(new StreamRecord<>(new Message.PassedOver()));

      assertThat(counts.get("passed_over"))
          .isInstanceOfSatisfying(
              Counter.class, passedOver -> assertThat(passedOver.getCount()).isEqualTo(2));

      assertThat(sorter.extractOutputValues()).isEmpty();
      assertThat(sorter.getSideOutput(aside)).isNull();
    }
    Message passed = new Message.PassedOver();
    assertThat(MessageForm.INSTANCE.copy(passed)).isEqualTo(passed);
  }

  /** The metrics of an operator and of the groups in it, by their last word. */
  private static final class Counts extends InterceptingOperatorMetricGroup {
    @Override
    public MetricGroup addGroup(String name) {
      return this;
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return this;
    }
  }

  private static final class Task extends InterceptingTaskMetricGroup {
    private final Counts counts;

    Task(Counts counts) {
      this.counts = counts;
    }

    @Override
    public InternalOperatorMetricGroup getOrAddOperator(
        OperatorID id, String name, Map<String, String> variables) {
      return counts;
    }
  }

  private static ConsumerRecord<byte[], byte @Nullable []> record(@Nullable String value) {
    return new ConsumerRecord<>(
        "shop.orders",
        0,
        7,
        1795168800000L,
        org.apache.kafka.common.record.TimestampType.CREATE_TIME,
        1,
        1,
        new byte[] {'k'},
        value == null ? null : value.getBytes(StandardCharsets.UTF_8),
        new org.apache.kafka.common.header.internals.RecordHeaders(),
        Optional.empty());
  }
}
