package dev.nudge.app.up;

import dev.nudge.app.channels.QueriesElsewhere;
import dev.nudge.app.cluster.EmbeddedFlink;
import dev.nudge.app.cluster.JobFailure;
import dev.nudge.app.connect.ConnectFolders;
import dev.nudge.app.up.StartReport.Started;
import dev.nudge.broker.EmbeddedKafka;
import dev.nudge.connect.ConnectServer;
import dev.nudge.console.database.LocalPostgres;
import dev.nudge.delivery.Deliverer;
import dev.nudge.delivery.DeliveryTopics;
import dev.nudge.delivery.fill.QuerySource;
import dev.nudge.delivery.track.LinkKey;
import dev.nudge.delivery.track.Tracking;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka, Flink, the job and the console, all in this process. */
final class LiveSystem {
  private static final Logger log = LoggerFactory.getLogger(LiveSystem.class);

  private final EmbeddedKafka kafka;
  private final EmbeddedFlink flink;
  private final Future<Optional<EmbeddedConsole>> console;
  private final Future<ConnectServer> connect;
  private final Deliverer deliverer;

  private LiveSystem(
      EmbeddedKafka kafka,
      EmbeddedFlink flink,
      Future<Optional<EmbeddedConsole>> console,
      Future<ConnectServer> connect,
      Deliverer deliverer) {
    this.kafka = kafka;
    this.flink = flink;
    this.console = console;
    this.connect = connect;
    this.deliverer = deliverer;
  }

  /**
   * Starts the parts, those that do not need each other at the same time; but the job first. What
   * is on its way to the first trigger gets the processors, and the console comes when it runs.
   *
   * @param from the checkpoint to go on from
   * @param shop whether the console has a shop
   * @return done when the job runs; the console may still be starting
   */
  static Future<LiveSystem> start(
      Settings settings,
      DataFolder data,
      Path checkpoints,
      Optional<Path> from,
      Work work,
      boolean shop,
      StartReport report) {
    Configuration configuration =
        EmbeddedFlink.configuration(settings, checkpoints, data.temporary());
    var flink =
        async(
            "flink",
            () ->
                report.part("flink", () -> new Started<>(EmbeddedFlink.start(configuration), "")));
    var kafka =
        async(
            "kafka",
            () ->
                report.part(
                    "kafka",
                    () -> {
                      EmbeddedKafka started =
                          EmbeddedKafka.start(
                              data.kafka(), settings.local().host(), settings.local().kafkaPort());
                      return new Started<>(started, started.bootstrap());
                    }));
    var linkKey = async("link-key", () -> linkKey(settings, data));
    // Building the job makes the topics, which the console reads.
    var graph =
        async(
            "graph",
            () -> {
              get(kafka);
              var environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
              work.build(environment, settings);
              makeTopicsOfChannels(settings);
              return EmbeddedFlink.graph(environment);
            });
    var job =
        async(
            "job",
            () -> {
              JobGraph built = get(graph);
              EmbeddedFlink startedFlink = get(flink);
              return report.part(
                  "job",
                  () -> {
                    startedFlink.run(built, from);
                    return new Started<>(
                        built,
                        from.map(path -> "goes on from checkpoint " + number(path))
                            .orElse("begins with nothing"));
                  });
            });
    var console =
        async(
            "console",
            () ->
                settings.console().port() == 0
                    ? Optional.<EmbeddedConsole>empty()
                    : Optional.of(console(settings, data, job, shop, linkKey, report)));
    var connect =
        async(
            "connect",
            () -> {
              get(job);
              return ConnectServer.start(
                  ConnectFolders.settings(settings, data.connectors(), get(kafka).bootstrap()));
            });
    return async(
        "system",
        () -> {
          get(job);
          return new LiveSystem(
              get(kafka), get(flink), console, connect, deliverer(settings, get(linkKey), console));
        });
  }

  private static Deliverer deliverer(
      Settings settings, Path linkKey, Future<Optional<EmbeddedConsole>> console)
      throws IOException {
    String publicUrl = settings.channels().publicUrl();
    Optional<Tracking> tracking =
        publicUrl.isEmpty()
            ? Optional.empty()
            : Optional.of(new Tracking(publicUrl, LinkKey.read(linkKey)));
    QuerySource queries =
        settings.channels().console().isEmpty()
            ? (name, parameters, timeout) -> ours(console).ask(name, parameters, timeout)
            : QueriesElsewhere.of(settings, System.getenv());
    return Deliverer.start(settings, System.getenv(), tracking, queries);
  }

  /** The queries of the console of this process, which may still be starting. */
  private static QuerySource ours(Future<Optional<EmbeddedConsole>> console) {
    if (!console.isDone()) {
      return QuerySource.none("the console is still starting");
    }
    try {
      return console
          .get()
          .map(EmbeddedConsole::queries)
          .orElse(QuerySource.none("there is no console to ask: 'console.port' is 0"));
    } catch (ExecutionException e) {
      return QuerySource.none("the console did not start");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return QuerySource.none("interrupted");
    }
  }

  /** The file of the key of counted links, which is made where the settings name none. */
  private static Path linkKey(Settings settings, DataFolder data) throws IOException {
    String named = settings.channels().linkKey();
    if (!named.isEmpty()) {
      return Path.of(named);
    }
    LinkKey.readOrMake(data.linkKey());
    return data.linkKey();
  }

  private static void makeTopicsOfChannels(Settings settings) throws Exception {
    try (Admin admin = Admin.create(settings.kafka().client())) {
      DeliveryTopics.make(admin, settings);
    }
  }

  private static EmbeddedConsole console(
      Settings settings,
      DataFolder data,
      Future<?> job,
      boolean shop,
      Future<Path> linkKey,
      StartReport report)
      throws Exception {
    Optional<LocalPostgres> postgres =
        settings.console().database().isEmpty()
            ? Optional.of(
                report.part(
                    "postgres", () -> new Started<>(LocalPostgres.start(data.postgres(), 0), "")))
            : Optional.empty();
    get(job);
    return report.part(
        "console",
        () -> {
          EmbeddedConsole opened = EmbeddedConsole.open(settings, postgres, shop, get(linkKey));
          return new Started<>(opened, opened.url());
        });
  }

  /** The console, unless the settings want none; done when it answers. */
  Future<Optional<EmbeddedConsole>> console() {
    return console;
  }

  /**
   * The last failure of the job.
   *
   * @throws IOException if Flink itself is gone
   */
  Optional<JobFailure> failure() throws IOException, InterruptedException {
    return flink.failure();
  }

  /**
   * Takes a last checkpoint, then stops everything.
   *
   * @return the number of the checkpoint; empty if it failed, which only means that the next start
   *     goes on from the one before
   */
  Optional<Long> stop() throws InterruptedException {
    Optional<Long> checkpoint = Optional.empty();
    deliverer.close();
    closeOffice();
    closeConnect();
    try {
      checkpoint = Optional.of(flink.checkpoint());
      flink.cancel();
    } catch (IOException e) {
      log.warn("the last checkpoint failed", e);
    }
    flink.close();
    kafka.close();
    return checkpoint;
  }

  /** One that is still starting ends with the process. */
  private void closeOffice() throws InterruptedException {
    if (console.isDone()) {
      try {
        console.get().ifPresent(EmbeddedConsole::close);
      } catch (ExecutionException e) {
        log.debug("the console did not start", e);
      }
    }
  }

  private void closeConnect() throws InterruptedException {
    try {
      connect.get().close();
    } catch (ExecutionException e) {
      log.error("connectors could not run", e.getCause());
    }
  }

  private static String number(Path checkpoint) {
    return String.valueOf(checkpoint.getFileName()).replace("chk-", "");
  }

  /** Each part has a thread, which does not keep the process alive. */
  private static <T> CompletableFuture<T> async(String name, Callable<T> part) {
    CompletableFuture<T> future = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                future.complete(part.call());
              } catch (Throwable e) {
                future.completeExceptionally(e);
              }
            },
            "start-" + name);
    thread.setDaemon(true);
    thread.start();
    return future;
  }

  /** The part another thread starts; its failure is ours. */
  static <T> T get(Future<T> part) throws Exception {
    try {
      return part.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
