package dev.nudge.job.source;

import dev.nudge.job.message.Message;
import dev.nudge.job.message.MessageForm;
import dev.nudge.job.message.Outgoing;
import dev.nudge.job.message.OutgoingForm;
import dev.nudge.settings.CampaignsFrom;
import dev.nudge.settings.Settings;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The topics that the job reads, each as a stream of messages that knows how far time has come. */
public final class Inputs {
  /** Where what could not be used comes out of a stream, beside the messages. */
  public static final OutputTag<Outgoing> REJECTED = new OutputTag<>("rejected", OutgoingForm.TYPE);

  /**
   * How long something may wait for company that few wait for, in milliseconds: each output of each
   * task has a thread that wakes up so often, whether there is something or not.
   */
  public static final long UNHURRIED = 10;

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
    return read(source, new EventRecords(source, settings), Clocking.EVENTS);
  }

  /** Profile updates. */
  public SingleOutputStreamOperator<Message> profiles() {
    return read(settings.topics().profiles(), new ProfileRecords(settings), Clocking.TABLE);
  }

  /** The catalogue. */
  public SingleOutputStreamOperator<Message> catalog() {
    return unhurried(settings.topics().catalog(), new CatalogRecords(settings));
  }

  /** Campaign documents. */
  public SingleOutputStreamOperator<Message> campaigns() {
    return unhurried(
        new Settings.Source(settings.topics().campaigns(), null), new CampaignRecords());
  }

  /** Campaigns of another system. */
  public SingleOutputStreamOperator<Message> campaigns(CampaignsFrom from) {
    return unhurried(new Settings.Source(from.topic(), null), new ForeignCampaigns());
  }

  /** Whose moves somebody wants to see. */
  public SingleOutputStreamOperator<Message> watches() {
    return unhurried(
        new Settings.Source(settings.topics().watches(), null),
        new WatchRecords(settings.topics().rejected()));
  }

  /**
   * What the job tells of budgets while it runs; what it told before is told again when it goes on.
   * What is not committed yet is read as well, for news must not wait for a checkpoint.
   */
  public SingleOutputStreamOperator<Message> spent() {
    OffsetsInitializer now = OffsetsInitializer.timestamp(System.currentTimeMillis());
    return read(
            new Settings.Source(settings.topics().budgets(), null),
            new SpentRecords(),
            Clocking.TABLE,
            now,
            "read_uncommitted")
        .setBufferTimeout(UNHURRIED);
  }

  /** A table that nobody expects to be read within a millisecond. */
  private SingleOutputStreamOperator<Message> unhurried(Settings.Source from, RecordReader reader) {
    return read(from, reader, Clocking.TABLE).setBufferTimeout(UNHURRIED);
  }

  private SingleOutputStreamOperator<Message> read(
      Settings.Source from, RecordReader reader, Clocking clocking) {
    return read(from, reader, clocking, OffsetsInitializer.earliest(), "read_committed");
  }

  private SingleOutputStreamOperator<Message> read(
      Settings.Source from,
      RecordReader reader,
      Clocking clocking,
      OffsetsInitializer start,
      String isolation) {
    String topic = from.topic(); // by which its place in the log is kept: a name may change
    Properties kafka = new Properties();
    kafka.putAll(settings.kafka().client());
    kafka.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
    KafkaSourceBuilder<Fetched> source =
        KafkaSource.<Fetched>builder()
            .setTopics(topic)
            .setGroupId(settings.kafka().group())
            .setProperties(kafka)
            .setStartingOffsets(start)
            .setDeserializer(new Records(reader, from, settings.topics().rejected()));
    if (toTheEnd) {
      source.setBounded(OffsetsInitializer.latest());
    }
    long slack = Math.max(settings.time().slack().toMillis(), settings.sortFor().toMillis());
    ClockedSource.Spec spec =
        new ClockedSource.Spec(clocking, slack, settings.time().quiet().toMillis(), kafka);
    int readers = Math.min(env.getParallelism(), partitions.getOrDefault(topic, 1));
    return env.fromSource(
            new ClockedSource(source.build(), spec),
            ClockedSource.watermarks(),
            from.name(),
            MessageForm.TYPE)
        .setParallelism(readers)
        .uid("source-" + topic)
        .process(new Sorter(REJECTED))
        .returns(MessageForm.TYPE)
        .setParallelism(readers)
        .name("sort " + from.name())
        .uid("sort-" + topic);
  }
}
