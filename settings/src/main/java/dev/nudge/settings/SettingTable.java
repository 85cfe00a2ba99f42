package dev.nudge.settings;

import dev.nudge.engine.Detector;
import dev.nudge.engine.Retention;
import dev.nudge.settings.Settings.Delivery;
import dev.nudge.settings.Settings.Source;
import dev.nudge.settings.Settings.Transitions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Everything that can be set: the one table from which files, variables and flags are read, {@code
 * nudge.yaml} is written, and to which the reference is held by a test.
 */
final class SettingTable {
  private static final List<Setting<?>> TABLE = new ArrayList<>();

  static final Setting<String> KAFKA_BOOTSTRAP =
      add(
          "kafka.bootstrap",
          Forms.hosts(),
          "127.0.0.1:9092",
          "Where Kafka is: host:port, or several with commas between.",
          settings -> settings.kafka().bootstrap());

  static final Setting<String> KAFKA_GROUP =
      add(
          "kafka.group",
          Forms.group(),
          "nudge",
          "The consumer group under which Kafka shows how far the job has read.",
          settings -> settings.kafka().group());

  static final Setting<TreeMap<String, String>> KAFKA_PROPERTIES =
      add(
          "kafka.properties",
          new PropertiesForm(),
          new TreeMap<>(),
          "Any setting of Kafka's clients (TLS, SASL); secrets only as ${file:PATH} or ${env:NAME}.",
          settings -> settings.kafka().properties());

  static final Setting<List<Source>> EVENTS =
      add(
          "topics.events",
          new SourcesForm(),
          List.of(new Source("nudge.events", null)),
          "Where events come from: a topic, {topic: NAME, mapping: FILE, name: NAME}, or a list.",
          settings -> settings.topics().events());

  static final Setting<Source> PROFILES =
      add(
          "topics.profiles",
          SourceForm.PROFILES,
          new Source("nudge.profiles", null),
          "Profile updates: a topic, or {topic: NAME, mapping: FILE}.",
          settings -> settings.topics().profiles());

  static final Setting<Source> CATALOG =
      add(
          "topics.catalog",
          SourceForm.CATALOG,
          new Source("nudge.catalog", null),
          "The catalogue (compacted): a topic, or {topic: NAME, mapping: FILE}.",
          settings -> settings.topics().catalog());

  static final Setting<String> CAMPAIGNS =
      topic("campaigns", "Campaign documents (compacted).", s -> s.topics().campaigns());

  static final Setting<CampaignsFrom> CAMPAIGNS_FROM =
      add(
          "topics.campaigns_from",
          new CampaignsFromForm(),
          CampaignsFrom.NONE,
          "Another system's campaigns: {topic: NAME, format: crm, triggers: NAME}; empty for none.",
          settings -> settings.topics().campaignsFrom());

  static final Setting<String> STATUS =
      topic(
          "status", "What became of each campaign document (compacted).", s -> s.topics().status());

  static final Setting<String> TRIGGERS =
      topic("triggers", "Where triggers go.", s -> s.topics().triggers());

  static final Setting<String> WITHHELD =
      topic("withheld", "Where candidates go that were withheld.", s -> s.topics().withheld());

  static final Setting<String> OUTCOMES =
      topic("outcomes", "Whether what went out reached its goal.", s -> s.topics().outcomes());

  static final Setting<String> BUDGETS =
      topic("budgets", "What campaigns have spent (compacted).", s -> s.topics().budgets());

  static final Setting<String> TOPICS_TRANSITIONS =
      topic("transitions", "Where moves of runs go.", s -> s.topics().transitions());

  static final Setting<String> FUNNEL =
      topic(
          "funnel",
          "How many people and runs came to each step (compacted).",
          s -> s.topics().funnel());

  static final Setting<String> WATCHES =
      topic("watches", "Whose moves somebody wants to see (compacted).", s -> s.topics().watches());

  static final Setting<String> REJECTED =
      topic(
          "rejected", "Where everything goes that could not be used.", s -> s.topics().rejected());

  static final Setting<List<Offers>> OFFERS =
      add(
          "topics.offers",
          new OffersForm(),
          List.of(),
          "Topics that a campaign may name as its own: NAME, or {topic: NAME, value: {...}}.",
          settings -> settings.topics().offers());

  static final Setting<Integer> PARTITIONS =
      add(
          "topics.partitions",
          Forms.integer(1, 10_000),
          4,
          "How many partitions a missing topic is made with; those of tables but profiles have 1.",
          settings -> settings.topics().partitions());

  static final Setting<Duration> SLACK =
      add(
          "time.slack",
          Forms.durationOrZero(),
          Duration.ofSeconds(1),
          "How long a deadline waits for events that come late.",
          settings -> settings.time().slack());

  static final Setting<Duration> QUIET =
      add(
          "time.quiet",
          Forms.duration(),
          Duration.ofSeconds(10),
          "After so long without an event, the clock follows the wall clock.",
          settings -> settings.time().quiet());

  static final Setting<Duration> LATENESS =
      add(
          "time.lateness",
          Forms.durationOrZero(),
          Duration.ofDays(1),
          "An event older than its user's clock by more than this is rejected.",
          settings -> settings.time().lateness());

  static final Setting<Duration> AHEAD =
      add(
          "time.ahead",
          Forms.durationOrZero(),
          Duration.ofDays(1),
          "An event later than the record that carries it by more than this is rejected.",
          settings -> settings.time().ahead());

  static final Setting<Retention> HISTORY =
      add(
          "time.history",
          Forms.retention(),
          Retention.AUTO,
          "How long each user's events are kept for later campaigns; auto: 7d while one looks back.",
          settings -> settings.time().history());

  static final Setting<ZoneId> ZONE =
      add(
          "time.zone",
          Forms.zone(),
          ZoneId.of("UTC"),
          "The time zone of users whose profile names none: for their age, days, weeks and months.",
          settings -> settings.time().zone());

  static final Setting<Wait> WAIT =
      add(
          "ordering.wait",
          Forms.waiting(),
          Wait.AUTO,
          "Hold events back for so long to sort them by time; auto: 2s for a change stream, else 0s.",
          settings -> settings.time().sorting());

  static final Setting<Integer> REPEATS =
      add(
          "ordering.repeats",
          Forms.integer(0, 1024),
          Detector.DEFAULT_REPEATS,
          "How many of a user's last events are known, to drop one that comes twice; 0: none.",
          settings -> settings.time().repeats());

  static final Setting<String> USER_AGENT =
      add(
          "enrich.user_agent",
          Forms.property(),
          "",
          "The property of events that holds a user agent, to add the kind of device.",
          settings -> settings.enrichment().userAgent());

  static final Setting<String> IP =
      add(
          "enrich.ip",
          Forms.property(),
          "ip",
          "The property of events that holds an IP address, to add the country.",
          settings -> settings.enrichment().ip());

  static final Setting<String> GEO_DATABASE =
      add(
          "enrich.geo_database",
          Forms.pathOrNone(),
          "",
          "A MaxMind database (.mmdb) that knows the country of an address; empty for none.",
          settings -> settings.enrichment().geoDatabase());

  static final Setting<Delivery> DELIVERY =
      add(
          "delivery",
          Forms.choice(Delivery.class),
          Delivery.AT_LEAST_ONCE,
          "exactly_once: Kafka transactions; at_least_once: after a failure, some triggers come twice.",
          Settings::delivery);

  static final Setting<Transitions> TRANSITIONS =
      add(
          "transitions",
          Forms.transitions(),
          Transitions.ASKED,
          "Which moves of runs are written: asked ('journal', or watched), all or none.",
          Settings::transitions);

  static {
    TABLE.addAll(FlinkSettings.ALL);
  }

  static final Setting<String> DATA =
      add(
          "local.data",
          Forms.path(),
          Forms.home() + "/.nudge",
          "'nudge up': the folder of everything that lasts.",
          settings -> settings.local().data());

  static final Setting<String> HOST =
      add(
          "local.host",
          Forms.host(),
          "127.0.0.1",
          "'nudge up': the address it listens on.",
          settings -> settings.local().host());

  static final Setting<Integer> KAFKA_PORT =
      add(
          "local.kafka_port",
          Forms.integer(1, 65_535),
          9092,
          "'nudge up': the port of its Kafka.",
          settings -> settings.local().kafkaPort());

  static final Setting<Integer> METRICS_PORT =
      add(
          "local.metrics_port",
          Forms.integer(0, 65_535),
          9249,
          "'nudge up': the port where Prometheus may ask; 0 for none.",
          settings -> settings.local().metricsPort());

  static final Setting<Integer> FLINK_PORT =
      add(
          "local.flink_port",
          Forms.integer(0, 65_535),
          8081,
          "'nudge up': the port of Flink's own web page, which only shows; 0 for none.",
          settings -> settings.local().flinkPort());

  static final Setting<Integer> CONSOLE_PORT =
      add(
          "console.port",
          Forms.integer(0, 65_535),
          8080,
          "'nudge up': the port of the console in the browser; 0 for no console.",
          settings -> settings.console().port());

  static final Setting<Integer> CONSOLE_HEALTH_PORT =
      add(
          "console.health_port",
          Forms.integer(0, 65_535),
          0,
          "'nudge up': a port on 127.0.0.1 for /api/health alone; 0 for none, console.port has it too.",
          settings -> settings.console().healthPort());

  static final Setting<String> CONSOLE_DATABASE =
      add(
          "console.database",
          Forms.database(),
          "",
          "The console's PostgreSQL, jdbc:postgresql://HOST:PORT/NAME; empty for one of its own.",
          settings -> settings.console().database());

  static final Setting<String> CONSOLE_CONFIG =
      add(
          "console.config",
          Forms.pathOrNone(),
          "",
          "A Spring Boot configuration file for the console: who signs in (OIDC), the database user.",
          settings -> settings.console().config());

  static final Setting<String> CONSOLE_TRUSTED_PROXIES =
      add(
          "console.trusted_proxies",
          Forms.networks(),
          "",
          "Proxies whose X-Forwarded-* the console believes: addresses and networks; empty for none.",
          settings -> settings.console().trustedProxies());

  static final Setting<Boolean> CONSOLE_SHOP =
      add(
          "console.shop",
          Forms.flag(),
          false,
          "Whether anybody may shop at /shop, whose products are those of the catalogue; --demo opens it.",
          settings -> settings.console().shop());

  static final Setting<Boolean> CONSOLE_APPROVAL =
      add(
          "console.approval",
          Forms.flag(),
          false,
          "Whether a second person approves each campaign document before it goes live.",
          settings -> settings.console().approval());

  static final Setting<String> CONNECT_PLUGINS =
      new Setting<>(
          "connect.plugins",
          Forms.pathOrNone(),
          "",
          "'nudge up': a folder of further plugins for connectors, one folder each; empty for none.",
          settings -> settings.connect().plugins());

  /** All, in the order of the reference. */
  static final List<Setting<?>> ALL =
      Stream.of(TABLE, CustomerSettings.ALL, List.of(CONNECT_PLUGINS), ChannelSettings.ALL)
          .<Setting<?>>flatMap(List::stream)
          .toList();

  private SettingTable() {}

  /** The setting with a path. */
  static Optional<Setting<?>> find(String path) {
    return ALL.stream().filter(setting -> setting.path().equals(path)).findFirst();
  }

  private static Setting<String> topic(
      String name, String description, Function<Settings, String> in) {
    return add("topics." + name, new TopicForm(), "nudge." + name, description, in);
  }

  private static <T> Setting<T> add(
      String path, Form<T> form, T standard, String description, Function<Settings, T> in) {
    Setting<T> setting = new Setting<>(path, form, standard, description, in);
    TABLE.add(setting);
    return setting;
  }
}
