package dev.nudge.job.source;

import dev.nudge.job.message.Message;
import dev.nudge.job.message.MessageForm;
import dev.nudge.job.message.Outgoing;
import dev.nudge.job.message.OutgoingForm;
import dev.nudge.job.settings.Settings;
import dev.nudge.job.sink.RejectedCounts;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The topics that the job reads, each as a stream of messages that knows how far time has come. */
public final class Inputs {
  /** Where what could not be used comes out of a stream, beside the messages. */
  public static final OutputTag<Outgoing> REJECTED = new OutputTag<>("rejected", OutgoingForm.TYPE);

  private static final String GROUP = "nudge";

  private final StreamExecutionEnvironment env;
  private final Settings settings;
  private final Map<String, Integer> partitions;
  private final boolean toTheEnd;

  /**
   * The inputs of a job.
   *
   * @param partitions how many each topic has: a reader without a partition would know no time
   * @param toTheEnd whether the job ends when it has read what is there now
   */
  public Inputs(
      StreamExecutionEnvironment env,
      Settings settings,
      Map<String, Integer> partitions,
      boolean toTheEnd) {
    this.env = env;
    this.settings = settings;
    this.partitions = partitions;
    this.toTheEnd = toTheEnd;
  }

  /** The events of one topic. */
  public SingleOutputStreamOperator<Message> events(Settings.Source source) {
    return read(source.topic(), new EventRecords(source, settings), Clocking.EVENTS);
  }

  /** Profile updates. */
  public SingleOutputStreamOperator<Message> profiles() {
    return read(settings.topics().profiles().topic(), new ProfileRecords(settings), Clocking.TABLE);
  }

  /** The catalogue. */
  public SingleOutputStreamOperator<Message> catalog() {
    return read(settings.topics().catalog().topic(), new CatalogRecords(settings), Clocking.TABLE);
  }

  /** Campaign documents. */
  public SingleOutputStreamOperator<Message> campaigns() {
    return read(settings.topics().campaigns(), new CampaignRecords(), Clocking.TABLE);
  }

  private SingleOutputStreamOperator<Message> read(
      String topic, RecordReader reader, Clocking clocking) {
    Properties kafka = new Properties();
    kafka.putAll(settings.kafka().client());
    kafka.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    KafkaSourceBuilder<Fetched> source =
        KafkaSource.<Fetched>builder()
            .setTopics(topic)
            .setGroupId(GROUP)
            .setProperties(kafka)
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(new Records(reader));
    if (toTheEnd) {
      source.setBounded(OffsetsInitializer.latest());
    }
    long slack = Math.max(settings.time().slack().toMillis(), settings.time().sortFor().toMillis());
    ClockedSource.Spec spec =
        new ClockedSource.Spec(clocking, slack, settings.time().quiet().toMillis(), kafka);
    int readers = Math.min(env.getParallelism(), partitions.getOrDefault(topic, 1));
    return env.fromSource(
            new ClockedSource(source.build(), spec),
            ClockedSource.watermarks(),
            topic,
            MessageForm.TYPE)
        .setParallelism(readers)
        .uid("source-" + topic)
        .process(new Sorter())
        .returns(MessageForm.TYPE)
        .setParallelism(readers)
        .name("sort " + topic)
        .uid("sort-" + topic);
  }

  /** Sets aside what could not be used, and clocks, which are watermarks by now. */
  private static final class Sorter extends ProcessFunction<Message, Message> {
    private static final long serialVersionUID = 1;

    private transient @Nullable RejectedCounts counts;

    @Override
    public void open(OpenContext context) {
      counts = new RejectedCounts(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(Message message, Context context, Collector<Message> out) {
      if (message instanceof Message.Unusable unusable) {
        Objects.requireNonNull(counts).rejected(unusable.reason());
        context.output(REJECTED, unusable.rejected());
      } else if (!(message instanceof Message.Clock)) {
        out.collect(message);
      }
    }
  }

  /** Reads the records of Kafka as a reader says. */
  private static final class Records implements KafkaRecordDeserializationSchema<Fetched> {
    private static final long serialVersionUID = 1;

    private final RecordReader reader;

    Records(RecordReader reader) {
      this.reader = reader;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) throws Exception {
      reader.open();
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Fetched> out)
        throws IOException {
      Message message = reader.read(record);
      long time =
          message instanceof Message.Happened happened
              ? happened.event().time()
              : PartitionClock.UNKNOWN;
      out.collect(
          new Fetched(
              new TopicPartition(record.topic(), record.partition()),
              record.offset(),
              record.timestamp(),
              time,
              message));
    }

    @Override
    public TypeInformation<Fetched> getProducedType() {
      return TypeInformation.of(Fetched.class);
    }
  }
}
