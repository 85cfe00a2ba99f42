package dev.nudge.customer.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.customer.FeedProcess;
import dev.nudge.customer.TestKafka;
import dev.nudge.customer.TestStore;
import dev.nudge.customer.store.Database;
import dev.nudge.customer.store.Store;
import dev.nudge.engine.SegmentEvents;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.EventReader;
import dev.nudge.engine.json.Parsed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever evaluates and tells is killed, again and again, while customers buy, also between a
 * change of members and its event: each change is told, and none under two ids.
 */
@Tag("slow")
class SegmentKillTest {
  private static final int USERS = 200;
  private static final int ORDERS = 4;
  private static final String NOWHERE = "127.0.0.1:1";

  @TempDir private Path folder;

  @Test
  void eachChangeOfMembersIsToldOnceHoweverOftenItsProcessIsKilled() throws Exception {
    write("regulars", "customer.orders >= 3");
    write("starters", "customer.orders in [1, 2]");
    String events = UUID.randomUUID() + ".events";
    String nothing = UUID.randomUUID() + ".nothing";
    TestKafka.make(events, nothing);
    Database database = TestStore.database();
    try (Store store = Store.open(database)) {
      for (int order = 0; order < ORDERS; order++) {
        buys(events, order);
        // Every other one is killed before it could tell anybody of what it changed.
        boolean isMute = order % 2 == 0;
        long before = number(store, "select count(*) from customer.segment_outbox");
        Process process =
            start(database, events, nothing, isMute ? NOWHERE : TestKafka.bootstrap());
        try {
          await()
              .atMost(Duration.ofMinutes(1))
              .until(
                  () -> {
                    long untold = number(store, "select count(*) from customer.segment_outbox");
                    return isMute ? untold > before : untold < before;
                  });
        } finally {
          process.destroyForcibly().waitFor();
        }
      }
      Process last = start(database, events, nothing, TestKafka.bootstrap());
      try {
        await()
            .atMost(Duration.ofMinutes(2))
            .untilAsserted(
                () -> {
                  assertThat(
                          number(
                              store,
                              "select count(*) from customer.segment_member"
                                  + " where segment = 'regulars'"))
                      .isEqualTo(USERS);
                  assertThat(number(store, "select count(*) from customer.segment_outbox"))
                      .isZero();
                });
      } finally {
        last.destroyForcibly().waitFor();
      }
    }
    Map<String, List<String>> told = told(events);
    for (int user = 0; user < USERS; user++) {
      assertThat(told.get("u" + user + " regulars")).as("u%d", user).containsExactly("entered");
      assertThat(told.getOrDefault("u" + user + " starters", List.of()))
          .as("u%d", user)
          .isIn(List.of(), List.of("entered", "left"));
    }
  }

  private void write(String id, String who) throws IOException {
    Files.writeString(folder.resolve(id + ".yaml"), "id: " + id + "\nwho: " + who + "\n");
  }

  private static void buys(String topic, int order) {
    for (int user = 0; user < USERS; user++) {
      TestKafka.send(
          topic,
          "u" + user,
          "{'id':'e%d-%d','user':'u%d','type':'purchase','time':'%s','total':2}"
              .formatted(user, order, user, Instant.now()));
    }
  }

  private Process start(Database database, String events, String nothing, String telling)
      throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            FeedProcess.class.getName(),
            database.url(),
            TestKafka.bootstrap(),
            events,
            nothing,
            folder.toString(),
            telling)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /**
   * What was told by user and segment in order; what was told again with the same id counts once.
   */
  private static Map<String, List<String>> told(String topic) {
    EventReader reader = new EventReader();
    Map<String, Event> byId = new LinkedHashMap<>();
    for (byte[] value : TestKafka.read(topic)) {
      if (reader.read(value, 0, value.length, 0) instanceof Parsed.Accepted<Event> accepted
          && SegmentEvents.is(accepted.value().type())) {
        byId.putIfAbsent(accepted.value().id(), accepted.value());
      }
    }
    return byId.values().stream()
        .collect(
            Collectors.groupingBy(
                event -> event.user() + " " + event.properties().get("segment"),
                TreeMap::new,
                Collectors.mapping(
                    event -> event.type().equals(SegmentEvents.ENTERED) ? "entered" : "left",
                    Collectors.toList())));
  }

  private static long number(Store store, String sql) throws SQLException {
    try (Connection connection = store.writing().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
