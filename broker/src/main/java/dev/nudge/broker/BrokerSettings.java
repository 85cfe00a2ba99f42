package dev.nudge.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/** What a broker that is alone, and on a laptop, is set to. */
final class BrokerSettings {
  static final int NODE = 1;
  static final String CONTROLLER = "CONTROLLER";
  private static final String CLIENTS = "CLIENTS";

  private BrokerSettings() {}

  static Properties of(Path folder, String host, int port, int controllerPort) {
    Properties settings = new Properties();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", String.valueOf(NODE));
    settings.put("log.dirs", folder.toString());
    // The controller talks only to the broker beside it, so it is nobody else's business.
    settings.put(
        "listeners",
        CLIENTS + "://" + host + ":" + port + "," + CONTROLLER + "://127.0.0.1:" + controllerPort);
    settings.put("listener.security.protocol.map", CLIENTS + ":PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", CLIENTS);
    settings.put("controller.listener.names", CONTROLLER);
    // Voters by configuration, not in the log: the controller's port changes from start to start.
    settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
    alone(settings);
    small(settings);
    lasting(settings);
    quick(settings);
    return settings;
  }

  /** One broker holds the only copy. */
  private static void alone(Properties settings) {
    settings.put("default.replication.factor", "1");
    settings.put("min.insync.replicas", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("auto.create.topics.enable", "false");
  }

  /** Some megabytes of memory and disk, not hundreds. */
  private static void small(Properties settings) {
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("background.threads", "2");
    settings.put("log.cleaner.dedupe.buffer.size", megabytes(8));
    settings.put("log.segment.bytes", megabytes(64));
    // An index entry is of 12 bytes at most and stands for 4 KiB of log.
    settings.put("log.index.size.max.bytes", String.valueOf(512 << 10));
    settings.put("offsets.topic.segment.bytes", megabytes(8));
    settings.put("transaction.state.log.segment.bytes", megabytes(8));
    settings.put("metadata.log.segment.bytes", megabytes(8));
    settings.put("metadata.max.retention.bytes", megabytes(32));
  }

  /** A laptop may sleep for weeks between two starts; the job goes on where it was. */
  private static void lasting(Properties settings) {
    settings.put("log.retention.hours", String.valueOf(Duration.ofDays(30).toHours()));
    settings.put("offsets.retention.minutes", String.valueOf(Duration.ofDays(90).toMinutes()));
    settings.put("transaction.max.timeout.ms", String.valueOf(Duration.ofDays(1).toMillis()));
  }

  /** Waits that are meant for brokers and consumers in other places. */
  private static void quick(Properties settings) {
    settings.put("group.initial.rebalance.delay.ms", "0");
    // After a kill, the registration of the broker that was counts until its session has ended.
    settings.put("broker.heartbeat.interval.ms", "300");
    settings.put("broker.session.timeout.ms", "2000");
  }

  private static String megabytes(int count) {
    return String.valueOf(count << 20);
  }
}
