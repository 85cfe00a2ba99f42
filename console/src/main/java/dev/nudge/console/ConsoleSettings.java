package dev.nudge.console;

import dev.nudge.engine.Detector;
import dev.nudge.engine.mapping.Mapping;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a console is started with.
 *
 * @param host to listen on, such as {@code 127.0.0.1}
 * @param port to listen on; 0 for any that is free
 * @param database its PostgreSQL
 * @param kafka properties of Kafka clients, {@code bootstrap.servers} at least
 * @param topics what they are called
 * @param properties of Spring and of the rooms, by their full names, such as {@code
 *     spring.security.oauth2.client.registration.company.client-id}
 */
public record ConsoleSettings(
    String host,
    int port,
    Database database,
    Map<String, String> kafka,
    Topics topics,
    Map<String, String> properties) {
  public ConsoleSettings {
    kafka = Map.copyOf(kafka);
    properties = Map.copyOf(properties);
  }

  /** On this machine, at any free port, with the usual names of topics. */
  public static ConsoleSettings local(Database database, String bootstrap) {
    return new ConsoleSettings(
        "127.0.0.1", 0, database, Map.of("bootstrap.servers", bootstrap), Topics.USUAL, Map.of());
  }

  /** How many of a user's last events the job knows, to drop one that comes again. */
  public int repeats() {
    String said = properties.get("nudge.repeats");
    return said == null ? Detector.DEFAULT_REPEATS : Integer.parseInt(said);
  }

  /** The group by which the job says how far it has read; nothing where it is not known. */
  public Optional<String> group() {
    return Optional.ofNullable(properties.get("nudge.group"));
  }

  /** How often it says so. */
  public Duration checkpointEvery() {
    String said = properties.get("nudge.checkpoint-every");
    return said == null ? Duration.ofSeconds(5) : Duration.ofMillis(Long.parseLong(said));
  }

  /** The job refuses an event that says it happened longer than this after it was written. */
  public Duration ahead() {
    String said = properties.get("nudge.ahead");
    return said == null ? Duration.ofDays(1) : Duration.ofMillis(Long.parseLong(said));
  }

  /** The property of events that holds a user agent; empty for none. */
  public String userAgent() {
    return properties.getOrDefault("nudge.enrich.user-agent", "");
  }

  /** The property of events that holds an IP address. */
  public String ip() {
    return properties.getOrDefault("nudge.enrich.ip", "");
  }

  /** The file that says which country an address is of; empty for none. */
  public String geoDatabase() {
    return properties.getOrDefault("nudge.enrich.geo-database", "");
  }

  /** The same with one more property. */
  public ConsoleSettings with(String property, String value) {
    Map<String, String> more = new LinkedHashMap<>(properties);
    more.put(property, value);
    return new ConsoleSettings(host, port, database, kafka, topics, more);
  }

  /**
   * Where a PostgreSQL is.
   *
   * @param url {@code jdbc:postgresql://host:port/database}
   */
  public record Database(String url, String user, String password) {}

  /**
   * A topic whose values may be in a form of their own.
   *
   * @param mapping how they are read
   * @param name what people call it
   */
  public record Source(String topic, Mapping mapping, String name) {
    /** One that is called as its topic. */
    public Source(String topic, Mapping mapping) {
      this(topic, mapping, topic);
    }

    /** One in the form that Nudge writes itself. */
    public static Source canonical(String topic) {
      return new Source(topic, Mapping.canonical());
    }

    /** Whether canonical JSON may be written to it. */
    @SuppressWarnings("ReferenceEquality") // there is one
    public boolean isCanonical() {
      return mapping == Mapping.canonical();
    }
  }

  /**
   * The topics; docs/live.md says what is on each.
   *
   * @param events all that events come from
   * @param triggers where all go, then those that campaigns may have as their own
   */
  public record Topics(
      List<Source> events,
      Source profiles,
      Source catalog,
      String campaigns,
      String status,
      List<String> triggers,
      String withheld,
      String outcomes,
      String budgets,
      String transitions,
      String funnel,
      String watches,
      String rejected) {
    /** {@code nudge.events} and so on. */
    public static final Topics USUAL =
        new Topics(
            List.of(Source.canonical("nudge.events")),
            Source.canonical("nudge.profiles"),
            Source.canonical("nudge.catalog"),
            "nudge.campaigns",
            "nudge.status",
            List.of("nudge.triggers"),
            "nudge.withheld",
            "nudge.outcomes",
            "nudge.budgets",
            "nudge.transitions",
            "nudge.funnel",
            "nudge.watches",
            "nudge.rejected");

    /** Where events can be written; nothing where all topics of events are in other forms. */
    public Optional<String> canonicalEvents() {
      return events.stream().filter(Source::isCanonical).map(Source::topic).findFirst();
    }

    /** What all topics of events are called. */
    public List<String> namesOfEvents() {
      return events.stream().map(Source::topic).toList();
    }
  }
}
