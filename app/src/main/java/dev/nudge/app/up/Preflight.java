package dev.nudge.app.up;

import dev.nudge.app.terminal.Failure;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** What is looked at before anything is started, so that it fails on one line and at once. */
final class Preflight {
  private static final long HEAP_MEGABYTES = 512;
  private static final String LOOPBACK = "127.0.0.1";
  private static final int PROBE_MILLIS = 1500;

  private Preflight() {}

  /** Fails if the heap cannot hold Kafka, Flink and some users. */
  static void checkHeap(long maxBytes) {
    // Collectors report a little less than what -Xmx says.
    if (maxBytes < (HEAP_MEGABYTES - 32) << 20) {
      throw Failure.system(
          "the heap is at most "
              + (maxBytes >> 20)
              + " MiB, and at least "
              + HEAP_MEGABYTES
              + " are needed: set NUDGE_JAVA_OPTS=-Xmx1g");
    }
  }

  /** Fails if a port that is set is taken. */
  static void checkPorts(Settings settings) throws IOException {
    Settings.Local local = settings.local();
    if (local.kafkaPort() != 0 && isTaken(local.host(), local.kafkaPort())) {
      throw taken(
          local.host(),
          local.kafkaPort(),
          neighbour(local.host() + ":" + local.kafkaPort(), settings.topics().campaigns()),
          "local.kafka_port");
    }
    if (local.metricsPort() != 0 && isTaken(local.host(), local.metricsPort())) {
      throw taken(local.host(), local.metricsPort(), "another program", "local.metrics_port");
    }
    if (local.flinkPort() != 0 && isTaken(LOOPBACK, local.flinkPort())) {
      throw taken(LOOPBACK, local.flinkPort(), "another program", "local.flink_port");
    }
    int console = settings.console().port();
    if (console != 0 && isTaken(local.host(), console)) {
      throw taken(local.host(), console, "another program", "console.port");
    }
    int health = settings.console().healthPort();
    if (health != 0 && isTaken(LOOPBACK, health)) {
      throw taken(LOOPBACK, health, "another program", "console.health_port");
    }
  }

  private static Failure taken(String host, int port, String by, String key) {
    return Failure.system(
        "port "
            + port
            + " on "
            + host
            + " is taken by "
            + by
            + ": stop it, or take another with --set "
            + key
            + "="
            + (port + 1));
  }

  private static boolean isTaken(String host, int port) throws IOException {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw Failure.input(
          "there is no host '" + host + "': set local.host to an address of this machine");
    }
    try (ServerSocket socket = new ServerSocket()) {
      // What was stopped a moment ago does not hold its port; Kafka binds in the same way.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
      return false;
    } catch (BindException e) {
      if (String.valueOf(e.getMessage()).contains("assign")) {
        throw Failure.input(
            "'"
                + host
                + "' is no address of this machine: set local.host to one, such as"
                + " 127.0.0.1");
      }
      if (String.valueOf(e.getMessage()).contains("ermission")) {
        throw Failure.input("port " + port + " needs special rights: set one above 1023");
      }
      return true;
    }
  }

  /** Who listens there: a Kafka with our topics is probably a Nudge. */
  private static String neighbour(String bootstrap, String topic) throws IOException {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "request.timeout.ms",
            PROBE_MILLIS,
            "default.api.timeout.ms",
            PROBE_MILLIS);
    Admin admin = Admin.create(settings);
    try {
      return admin.listTopics().names().get(PROBE_MILLIS, TimeUnit.MILLISECONDS).contains(topic)
          ? "what looks like another nudge"
          : "another Kafka";
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      return "another program";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "another program";
    } finally {
      // Without a bound it would wait for an answer of what listens there, which may never come.
      admin.close(Duration.ofMillis(PROBE_MILLIS));
    }
  }
}
