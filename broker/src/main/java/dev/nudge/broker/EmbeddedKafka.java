package dev.nudge.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka, broker and controller, in this process; up in about two seconds.
 *
 * <p>All it keeps is in its folder: on a folder it has been started on before it goes on, also when
 * the process was killed. Two must not share a folder; Kafka itself locks it.
 */
public final class EmbeddedKafka implements AutoCloseable {
  /** Between choosing a free port and listening on it, somebody else may take it. */
  private static final int ATTEMPTS = 5;

  private final KafkaRaftServer server;
  private final String bootstrap;

  private EmbeddedKafka(KafkaRaftServer server, String bootstrap) {
    this.server = server;
    this.bootstrap = bootstrap;
  }

  /**
   * Starts a broker and returns when it can be used.
   *
   * @param folder of its data; made if it does not exist
   * @param host to listen on, and by which clients reach it, such as {@code 127.0.0.1}
   * @param port to listen on; 0 for any that is free
   * @throws IOException if the folder cannot be used or the port is taken
   */
  public static EmbeddedKafka start(Path folder, String host, int port) throws IOException {
    format(folder);
    for (int attempt = 1; ; attempt++) {
      int clients;
      int controller;
      // Both at once: one that is given back may be the next that is given out.
      try (ServerSocket free = listen(host, 0);
          ServerSocket other = listen("127.0.0.1", 0)) {
        clients = port == 0 ? free.getLocalPort() : port;
        controller = other.getLocalPort();
      }
      KafkaRaftServer server =
          new KafkaRaftServer(
              KafkaConfig.fromProps(BrokerSettings.of(folder, host, clients, controller), false),
              Time.SYSTEM);
      try {
        server.startup();
        return new EmbeddedKafka(server, host + ":" + clients);
      } catch (RuntimeException e) {
        server.shutdown();
        if (attempt == ATTEMPTS || !isTakenPort(e) || !isFree(host, port)) {
          throw new IOException("Kafka does not start on " + host + ":" + clients, e);
        }
      }
    }
  }

  /** Where clients find it: {@code host:port}. */
  public String bootstrap() {
    return bootstrap;
  }

  /** Stops it, so that its next start need not check its files. Takes about a second. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  /** The file that marks a folder as formatted is written last, so a killed format begins anew. */
  private static void format(Path folder) throws IOException {
    if (Files.exists(folder.resolve("meta.properties"))) {
      return;
    }
    Files.createDirectories(folder);
    try {
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setNodeId(BrokerSettings.NODE)
          .setClusterId(Uuid.randomUuid().toString())
          .setDirectories(List.of(folder.toString()))
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setControllerListenerName(BrokerSettings.CONTROLLER)
          .run();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("cannot make '" + folder + "' a folder for Kafka", e);
    }
  }

  private static ServerSocket listen(String host, int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getByName(host));
  }

  private static boolean isFree(String host, int port) {
    try (ServerSocket socket = listen(host, port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isTakenPort(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof java.net.BindException) {
        return true;
      }
    }
    return false;
  }
}
