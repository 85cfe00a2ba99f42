package dev.nudge.app.up;

import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.database.LocalPostgres;
import dev.nudge.delivery.fill.ConsoleQueries;
import dev.nudge.delivery.fill.QuerySource;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The console, and the PostgreSQL it brings where it is given none. */
final class EmbeddedConsole implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedConsole.class);

  private final @Nullable LocalPostgres postgres;
  private final Console console;
  private final QuerySource queries;

  private EmbeddedConsole(@Nullable LocalPostgres postgres, Console console) {
    this.postgres = postgres;
    this.console = console;
    this.queries = new ConsoleQueries(console.url(), console.ownToken());
  }

  /**
   * Opens the console on a Kafka that runs.
   *
   * @param shop whether visitors may shop there
   * @param linkKey the file of the key of counted links
   */
  static EmbeddedConsole open(
      Settings settings, Optional<LocalPostgres> postgres, boolean shop, Path linkKey)
      throws IOException {
    ConsoleSettings.Database database =
        postgres
            .map(LocalPostgres::database)
            .orElseGet(
                () -> new ConsoleSettings.Database(settings.console().database(), "nudge", ""));
    return new EmbeddedConsole(
        postgres.orElse(null), Console.start(settings(settings, database, shop, linkKey)));
  }

  /** What a console of this configuration is started with. */
  static ConsoleSettings settings(
      Settings settings, ConsoleSettings.Database database, boolean shop, Path linkKey) {
    return new ConsoleSettings(
        settings.local().host(),
        settings.console().port(),
        database,
        client(settings),
        topics(settings.topics()),
        properties(settings, shop, linkKey));
  }

  private static Map<String, String> client(Settings settings) {
    Map<String, String> client = new TreeMap<>();
    settings.kafka().client().forEach((key, value) -> client.put(key.toString(), value.toString()));
    return client;
  }

  private static ConsoleSettings.Topics topics(Settings.Topics topics) {
    return new ConsoleSettings.Topics(
        topics.events().stream().map(EmbeddedConsole::source).toList(),
        source(topics.profiles()),
        source(topics.catalog()),
        topics.campaigns(),
        topics.status(),
        topics.allTriggers(),
        topics.withheld(),
        topics.outcomes(),
        topics.budgets(),
        topics.transitions(),
        topics.funnel(),
        topics.watches(),
        topics.rejected());
  }

  private static ConsoleSettings.Source source(Settings.Source source) {
    return new ConsoleSettings.Source(source.topic(), source.readMapping(), source.name());
  }

  private static Map<String, String> properties(Settings settings, boolean shop, Path linkKey) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("nudge.link-key", linkKey.toString());
    properties.put("nudge.channels", settings.channels().documents());
    properties.put("nudge.deliveries", settings.channels().deliveries());
    properties.put(
        "nudge.channels.private-addresses",
        Boolean.toString(settings.channels().privateAddresses()));
    properties.put("nudge.shop", Boolean.toString(shop || settings.console().shop()));
    properties.put("nudge.approval", Boolean.toString(settings.console().approval()));
    if (settings.local().flinkPort() != 0) {
      properties.put("nudge.flink", "http://127.0.0.1:" + settings.local().flinkPort());
    }
    properties.put("nudge.ahead", Long.toString(settings.time().ahead().toMillis()));
    properties.put("nudge.enrich.user-agent", settings.enrichment().userAgent());
    properties.put("nudge.enrich.ip", settings.enrichment().ip());
    properties.put("nudge.enrich.geo-database", settings.enrichment().geoDatabase());
    properties.put("nudge.repeats", Integer.toString(settings.time().repeats()));
    properties.put("nudge.group", settings.kafka().group());
    properties.put(
        "nudge.checkpoint-every", Long.toString(settings.flink().checkpointEvery().toMillis()));
    properties.put("nudge.gate.health-port", Integer.toString(settings.console().healthPort()));
    String collections = settings.customer().collections();
    properties.put("nudge.collections", collections.isEmpty() ? "collections" : collections);
    String queries = settings.customer().queries();
    properties.put("nudge.queries", queries.isEmpty() ? "queries" : queries);
    String boards = settings.customer().boards();
    properties.put("nudge.boards", boards.isEmpty() ? "boards" : boards);
    String segments = settings.customer().segments();
    properties.put("nudge.segments", segments.isEmpty() ? "segments" : segments);
    properties.put("nudge.zone", settings.time().zone().getId());
    properties.put(Console.TRUSTED_PROXIES, settings.console().trustedProxies());
    if (!settings.console().config().isEmpty()) {
      properties.put("spring.config.import", "file:" + settings.console().config());
    }
    return properties;
  }

  /** Where a browser finds it. */
  String url() {
    return console.url();
  }

  /** Its queries, as another program asks them. */
  QuerySource queries() {
    return queries;
  }

  /** The password of the account {@code admin}, if this start has just made it. */
  Optional<String> firstPassword() {
    return console.firstPassword();
  }

  @Override
  public void close() {
    console.close();
    if (postgres != null) {
      try {
        postgres.close();
      } catch (IOException e) {
        log.warn("PostgreSQL did not stop in order", e);
      }
    }
  }
}
