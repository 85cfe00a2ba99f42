package dev.nudge.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.job.message.Message;
import dev.nudge.job.message.Outgoing;
import dev.nudge.job.message.OutgoingForm;
import dev.nudge.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** A record on which a reader fails is rejected, and what is beside it goes on. */
final class ReaderFaultsTest {
  private static final class FailingReader implements RecordReader {
    private static final long serialVersionUID = 1;

    @Override
    public void open() {}

    @Override
    public List<Message> read(ConsumerRecord<byte[], byte[]> record) {
      if (record.offset() == 7) {
        throw new IllegalStateException("a fault was injected");
      }
      return List.of(new Message.Clock(record.offset()));
    }
  }

  @Test
  void aRecordThatItsReaderFailsOnIsRejectedWithItsBytes() throws Exception {
    List<Fetched> read = new ArrayList<>();
    Collector<Fetched> out = into(read);
    Records records =
        new Records(
            new FailingReader(), new Settings.Source("nudge.events", null), "nudge.rejected");
    records.open(null);
    records.deserialize(record(7, "{\"user\":\"u\"}"), out);
    records.deserialize(record(8, "{}"), out);

    assertThat(read).extracting(Fetched::offset).containsExactly(7L, 8L);
    assertThat(read.get(0).message())
        .isInstanceOfSatisfying(
            Message.Unusable.class,
            unusable -> {
              assertThat(unusable.reason()).isEqualTo("internal");
              assertThat(new String(unusable.rejected().value(), StandardCharsets.UTF_8))
                  .contains(
                      "\"source\":\"nudge.events-0@7\"",
                      "IllegalStateException: a fault was injected",
                      "{\\\"user\\\":\\\"u\\\"}");
            });
    assertThat(read.get(1).message()).isEqualTo(new Message.Clock(8));
  }

  @Test
  void whatCannotBeCountedIsStillSetAside() throws Exception {
    OutputTag<Outgoing> aside = new OutputTag<>("aside", OutgoingForm.TYPE);
    try (var sorter =
        new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new Sorter(aside)))) {
      sorter.open();
      Outgoing rejected = new Outgoing(Outgoing.Kind.REJECTED, "t", "k", new byte[] {'{', '}'});
      sorter.processElement(new StreamRecord<>(new Message.Unusable(null, rejected)));
      Message.Learnt learnt = new Message.Learnt("u", null, null);
      sorter.processElement(new StreamRecord<>(learnt));

      assertThat(sorter.getSideOutput(aside))
          .extracting(StreamRecord::getValue)
          .containsExactly(rejected);
      assertThat(sorter.extractOutputValues()).containsExactly(learnt);
    }
  }

  static Collector<Fetched> into(List<Fetched> read) {
    return new Collector<>() {
      @Override
      public void collect(Fetched fetched) {
        read.add(fetched);
      }

      @Override
      public void close() {}
    };
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset, String value) {
    return new ConsumerRecord<>(
        "nudge.events", 0, offset, new byte[] {'u'}, value.getBytes(StandardCharsets.UTF_8));
  }
}
