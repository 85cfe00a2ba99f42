package dev.nudge.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Properties;
import dev.nudge.job.message.Message;
import dev.nudge.job.rejected.Guard;
import dev.nudge.job.rejected.RejectedCounts;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class ClockedReaderTest {
  @Test
  void aClockThatFailsDoesNotWithholdTheRecord() throws Exception {
    Message.Learnt learnt = new Message.Learnt("u", OptionalLong.empty(), Properties.EMPTY);
    // Of a partition that nobody assigned there is no clock.
    Fetched fetched = new Fetched(new TopicPartition("strange", 3), 7, 0, 0, learnt);
    List<Message> read = new ArrayList<>();
    try (ClockedReader reader =
        new ClockedReader(
            reading(fetched),
            new ClockedSource.Spec(Clocking.TABLE, 0, 0, new java.util.Properties()),
            new Guard(new RejectedCounts(new UnregisteredMetricsGroup())))) {
      reader.pollNext(into(read));
    }

    assertThat(read).containsExactly(learnt);
  }

  @SuppressWarnings("unchecked")
  private static SourceReader<Fetched, KafkaPartitionSplit> reading(Fetched fetched) {
    return (SourceReader<Fetched, KafkaPartitionSplit>)
        Proxy.newProxyInstance(
            ClockedReaderTest.class.getClassLoader(),
            new Class<?>[] {SourceReader.class},
            (self, method, arguments) -> {
              if (!method.getName().equals("pollNext")) {
                return null;
              }
              ((ReaderOutput<Fetched>) arguments[0]).collect(fetched);
              return InputStatus.NOTHING_AVAILABLE;
            });
  }

  @SuppressWarnings("unchecked")
  private static ReaderOutput<Message> into(List<Message> read) {
    return (ReaderOutput<Message>)
        Proxy.newProxyInstance(
            ClockedReaderTest.class.getClassLoader(),
            new Class<?>[] {ReaderOutput.class},
            (self, method, arguments) ->
                method.getName().equals("collect") ? read.add((Message) arguments[0]) : null);
  }
}
