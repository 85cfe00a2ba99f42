package dev.nudge.console.live;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.SetAside;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.postgresql.ds.PGSimpleDataSource;

/** A process that does nothing but count, until it is killed. */
final class ProjectionProcess {
  private ProjectionProcess() {}

  /**
   * With the database's address, Kafka's, and the names of the topics of triggers and the funnel.
   */
  public static void main(String[] arguments) throws InterruptedException {
    start(arguments[0], arguments[1], arguments[2], arguments[3]);
    new CountDownLatch(1).await();
  }

  static Projection start(String url, String bootstrap, String triggers, String funnel) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(url);
    database.setUser("postgres");
    ConsoleSettings settings =
        new ConsoleSettings(
            "127.0.0.1",
            0,
            new ConsoleSettings.Database(url, "postgres", ""),
            Map.of("bootstrap.servers", bootstrap),
            new ConsoleSettings.Topics(
                List.of(),
                ConsoleSettings.Source.canonical(""),
                ConsoleSettings.Source.canonical(""),
                "",
                "",
                List.of(triggers),
                triggers.replace(".triggers", ".withheld"),
                triggers.replace(".triggers", ".outcomes"),
                triggers.replace(".triggers", ".budgets"),
                "",
                funnel,
                "",
                ""),
            Map.of());
    Projection projection =
        new Projection(
            new KafkaClients(settings.kafka()),
            new SetAside(failure -> false),
            settings,
            new CountStore(database));
    projection.start();
    return projection;
  }
}
