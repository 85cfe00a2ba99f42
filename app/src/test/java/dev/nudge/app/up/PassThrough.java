package dev.nudge.app.up;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.Retention;
import dev.nudge.settings.CampaignsFrom;
import dev.nudge.settings.Settings;
import dev.nudge.settings.Wait;
import dev.nudge.stream.NewTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The smallest job there is: events are copied to the triggers, so that nothing but `up` is tested.
 */
final class PassThrough implements Work {
  /** Runs as a process of its own: data folder, Kafka's port, the metrics' port. */
  public static void main(String[] args) throws Exception {
    Terminal terminal = new Terminal(System.out, System.err, false);
    int code = Failure.OK;
    try {
      new OneProcess(
              terminal,
              settings(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2])),
              new PassThrough(),
              Optional.empty(),
              args.length > 3)
          .run(StopSignal.listen());
    } catch (Failure e) {
      terminal.say("nudge: " + e.getMessage());
      code = e.exitCode();
    }
    System.exit(code);
  }

  static Settings settings(Path data, int kafkaPort, int metricsPort) {
    Settings.Source events = new Settings.Source("nudge.events", null);
    return new Settings(
        new Settings.Kafka("127.0.0.1:" + kafkaPort, "nudge", new TreeMap<>()),
        new Settings.Topics(
            List.of(events),
            new Settings.Source("nudge.profiles", null),
            new Settings.Source("nudge.catalog", null),
            "nudge.campaigns",
            CampaignsFrom.NONE,
            "nudge.status",
            "nudge.triggers",
            "nudge.withheld",
            "nudge.outcomes",
            "nudge.budgets",
            "nudge.transitions",
            "nudge.funnel",
            "nudge.watches",
            "nudge.rejected",
            List.of(),
            2),
        new Settings.Time(
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofDays(1),
            Duration.ofMinutes(1),
            Retention.NONE,
            ZoneOffset.UTC,
            Wait.of(Duration.ZERO),
            0),
        new Settings.Enrichment("", "", ""),
        Settings.Delivery.AT_LEAST_ONCE,
        Settings.Transitions.NONE,
        new Settings.Flink(2, Duration.ofSeconds(1), "", Settings.StateBackend.HEAP, 64),
        new Settings.Local(data.toString(), "127.0.0.1", kafkaPort, metricsPort, 0),
        new Settings.Console(0, 0, "", "", "", false, false),
        new Settings.Customer("", "", "", ""),
        new Settings.Connect(""),
        new Settings.Channels(
            "nudge.channels", "nudge.deliveries", "nudge.undelivered", false, "", "", ""));
  }

  private static void makeTopics(Settings settings) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", settings.kafka().bootstrap()))) {
      var there = admin.listTopics().names().get();
      NewTopics.make(
          admin,
          List.of("nudge.events", "nudge.triggers", "nudge.campaigns").stream()
              .filter(name -> !there.contains(name))
              .map(name -> new NewTopic(name, 2, (short) 1))
              .toList());
    }
  }

  @Override
  public void build(StreamExecutionEnvironment environment, Settings settings) throws Exception {
    makeTopics(settings);
    String bootstrap = settings.kafka().bootstrap();
    environment
        .fromSource(
            KafkaSource.<String>builder()
                .setBootstrapServers(bootstrap)
                .setTopics("nudge.events")
                .setGroupId("nudge")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setValueOnlyDeserializer(new SimpleStringSchema())
                .build(),
            WatermarkStrategy.noWatermarks(),
            "events")
        .uid("events")
        .sinkTo(
            KafkaSink.<String>builder()
                .setBootstrapServers(bootstrap)
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(
                    KafkaRecordSerializationSchema.builder()
                        .setTopic("nudge.triggers")
                        .setValueSerializationSchema(new SimpleStringSchema())
                        .build())
                .build())
        .uid("triggers");
  }
}
