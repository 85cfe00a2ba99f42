package dev.nudge.console;

import java.util.LinkedHashMap;
import java.util.Map;

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

  /** Names of the topics; docs/live.md says what is on each. */
  public record Topics(
      String events,
      String profiles,
      String campaigns,
      String status,
      String triggers,
      String transitions,
      String rejected) {
    /** {@code nudge.events} and so on. */
    public static final Topics USUAL =
        new Topics(
            "nudge.events",
            "nudge.profiles",
            "nudge.campaigns",
            "nudge.status",
            "nudge.triggers",
            "nudge.transitions",
            "nudge.rejected");
  }
}
