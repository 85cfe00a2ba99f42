package dev.nudge.job.source;

import dev.nudge.job.message.Message;
import dev.nudge.job.rejected.Guard;
import dev.nudge.job.rejected.RejectedCounts;
import java.io.Serializable;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Flink's Kafka source, with a sense of time of its own: Flink's watermarks follow events alone, so
 * they stand still on a quiet stream and know nothing of what is still to be read.
 */
final class ClockedSource implements Source<Message, KafkaPartitionSplit, KafkaSourceEnumState> {
  private static final long serialVersionUID = 1;

  private final KafkaSource<Fetched> kafka;
  private final Spec spec;

  /**
   * How time passes in it.
   *
   * @param slack in milliseconds, see {@link PartitionClock}
   * @param quiet in milliseconds
   * @param kafka settings of a consumer
   */
  record Spec(Clocking clocking, long slack, long quiet, Properties kafka)
      implements Serializable {}

  ClockedSource(KafkaSource<Fetched> kafka, Spec spec) {
    this.kafka = kafka;
    this.spec = spec;
  }

  /** Flink's watermarks are what its readers say. */
  static WatermarkStrategy<Message> watermarks() {
    return WatermarkStrategy.forGenerator(context -> new Clocks());
  }

  /** A clock in the stream becomes a watermark. */
  private static final class Clocks implements WatermarkGenerator<Message> {
    @Override
    public void onEvent(Message message, long timestamp, WatermarkOutput output) {
      if (message instanceof Message.Clock clock) {
        output.emitWatermark(new Watermark(clock.time()));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  @Override
  public Boundedness getBoundedness() {
    return kafka.getBoundedness();
  }

  @Override
  public SourceReader<Message, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    return new ClockedReader(
        kafka.createReader(context), spec, new Guard(new RejectedCounts(context.metricGroup())));
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    return kafka.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state)
      throws java.io.IOException {
    return kafka.restoreEnumerator(context, state);
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return kafka.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return kafka.getEnumeratorCheckpointSerializer();
  }
}
