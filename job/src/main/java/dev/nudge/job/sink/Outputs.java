package dev.nudge.job.sink;

import dev.nudge.engine.Trigger;
import dev.nudge.job.message.Outgoing;
import dev.nudge.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sinks for what goes out; each record names its topic. */
public final class Outputs {
  private static final String TRANSACTIONS = "nudge";

  /** Below what a broker allows by default (15 minutes), above what a restart takes. */
  private static final String TRANSACTION_TIMEOUT_MILLIS = "600000";

  private Outputs() {}

  /**
   * A sink.
   *
   * @param which tells its transactions from those of other sinks of the job
   */
  public static KafkaSink<Outgoing> sink(Settings settings, String which) {
    Properties kafka = new Properties();
    // A trigger that waits for company is late. But what comes while a request is under way goes
    // with the next one: under load that is a request for many, and for each of a few none waits.
    kafka.put(ProducerConfig.LINGER_MS_CONFIG, "0");
    kafka.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
    kafka.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    kafka.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
    kafka.putAll(settings.kafka().client());
    KafkaSinkBuilder<Outgoing> sink =
        KafkaSink.<Outgoing>builder()
            .setBootstrapServers(settings.kafka().bootstrap())
            .setKafkaProducerConfig(kafka)
            .setRecordSerializer(new Records());
    return switch (settings.delivery()) {
      case AT_LEAST_ONCE -> sink.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE).build();
      case EXACTLY_ONCE ->
          sink.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
              .setTransactionalIdPrefix(TRANSACTIONS + which + "-" + settings.topics().triggers())
              .build();
    };
  }

  private static final class Records implements KafkaRecordSerializationSchema<Outgoing> {
    private static final long serialVersionUID = 1;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        Outgoing outgoing, KafkaSinkContext context, Long timestamp) {
      byte[] key = outgoing.key().getBytes(StandardCharsets.UTF_8);
      byte[] shaped = outgoing.shaped();
      if (shaped == null) {
        return new ProducerRecord<>(outgoing.topic(), key, outgoing.value());
      }
      ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(outgoing.topic(), key, shaped);
      record.headers().add(Trigger.HEADER, outgoing.value());
      return record;
    }
  }
}
