package dev.nudge.customer.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nudge.customer.TestStore;
import dev.nudge.customer.person.PersonSearch.Found;
import dev.nudge.customer.store.Store;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PersonSearchTest {
  private static Store store;

  private PersonSearch search;

  @BeforeAll
  static void open() {
    store = TestStore.empty();
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @BeforeEach
  void tables() throws SQLException {
    run(
        "drop view if exists data.profiles, data.visits cascade",
        "drop table if exists customer.p, customer.v",
        "create table customer.p (user_id text primary key, profile jsonb)",
        "create table customer.v (user_id text primary key, last_seen timestamptz)",
        "create index on customer.p using gin (data.words(user_id, profile))",
        "create index on customer.v (user_id text_pattern_ops)",
        "create view data.profiles as select * from customer.p",
        "create view data.visits as select * from customer.v");
    search = new PersonSearch(store.reading());
  }

  private static void run(String... statements) throws SQLException {
    try (Connection connection = store.writing().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static void profile(String user, String json) throws SQLException {
    insert("insert into customer.p values (?, ?::jsonb)", user, json);
  }

  private static void seen(String user, String time) throws SQLException {
    insert("insert into customer.v values (?, ?::timestamptz)", user, time);
  }

  private static void insert(String sql, String... values) throws SQLException {
    try (Connection connection = store.writing().getConnection();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        insert.setString(i + 1, values[i]);
      }
      insert.execute();
    }
  }

  private List<String> users(String typed) throws SearchFailed {
    return search.find(typed, 20).people().stream().map(Person::user).toList();
  }

  @Test
  void aCustomerIsFoundByTheBeginningOfAnyWordOfIdAndProfile() throws Exception {
    profile(
        "U-5412",
        """
        {"name": "Åsa Lindqvist", "mail": "asa.l@example.com", "age": 34, "address": {"city": "Gävle"}}
        """);
    profile("U-77", "{\"name\": \"Per Berg\", \"vip\": true}");
    for (String typed :
        List.of(
            "u-5412",
            "U-54",
            "5412",
            "åsa",
            "LIND",
            "asa.l@",
            "example",
            "com",
            "34",
            "gävle",
            "lind ås",
            "  asa   3 ")) {
      assertThat(users(typed)).as(typed).containsExactly("U-5412");
    }
    for (String typed : List.of("indqvist", "name", "4", "lind per", "u-5412x", "%", "'", "\\")) {
      assertThat(users(typed)).as(typed).isEmpty();
    }
    assertThat(users("u-")).containsExactlyInAnyOrder("U-5412", "U-77");
  }

  @Test
  void whoHasNoProfileIsFoundByWhatTheIdBeginsWith() throws Exception {
    profile("u1", "{\"name\": \"visitor\"}");
    for (int i = 0; i < 200; i++) {
      seen("other" + i, "2026-11-20T10:00:00Z");
    }
    seen("visitor-a", "2026-11-01T10:00:00Z");
    seen("visitor-b", "2026-11-02T10:00:00Z");
    seen("Visitor-c", "2026-11-02T10:00:00Z");
    assertThat(users("visitor-b")).containsExactly("visitor-b");
    assertThat(users("visitor")).containsExactly("u1", "visitor-a", "visitor-b");
  }

  @Test
  void theIdItselfComesFirstAndThenWhoWasSeenLast() throws Exception {
    for (String user : List.of("7", "a", "b", "c")) {
      profile(user, "{\"room\": 7}");
    }
    seen("a", "2026-11-20T10:00:00Z");
    seen("b", "2026-11-20T10:00:02Z");
    assertThat(users("7")).startsWith("7", "b", "a").hasSize(4);
    assertThat(users("")).containsExactly("b", "a");
  }

  @Test
  void aPersonHasANameFieldsAndTheTimeOfTheLastVisit() throws Exception {
    profile(
        "a",
        "{\"first_name\": \"Ann\", \"last_name\": \"Lee\", \"tags\": [\"x\", 1], \"no\": null}");
    seen("a", "2026-11-20T10:00:00Z");
    profile("b", "{\"name\": \"Bo\"}");
    List<Person> people = search.find("ann", 5).people();
    assertThat(people.get(0).name()).contains("Ann Lee");
    assertThat(people.get(0).profile())
        .isEqualTo(Map.of("first_name", "Ann", "last_name", "Lee", "tags", "[\"x\", 1]"));
    assertThat(people.get(0).lastSeen()).contains(Instant.parse("2026-11-20T10:00:00Z"));
    assertThat(search.find("bo", 5).people().get(0).name()).contains("Bo");
    assertThat(search.find("bo", 5).people().get(0).lastSeen()).isEmpty();
  }

  /** Whatever is typed finds all and only those who have its words, up to the limit. */
  @Test
  void findsWhatASlowLookAtEverybodyFinds() throws Exception {
    Random random = new Random(12);
    Map<String, List<String>> people = new TreeMap<>();
    List<String> names = List.of("ann", "anna", "bo", "böhm", "o'neil", "李 雷", "annika-lou", "b");
    List<String> cities = List.of("Oslo", "New York", "Bonn", "Aa");
    for (int i = 0; i < 3_000; i++) {
      Map<String, String> profile = new LinkedHashMap<>();
      profile.put("name", one(names, random) + ' ' + one(names, random));
      profile.put("city", i % 50 == 0 ? "Rare" + i : one(cities, random));
      profile.put("everybody", "same");
      String user = "u-" + i;
      profile(user, json(profile));
      if (random.nextBoolean()) {
        seen(user, Instant.ofEpochSecond(1_763_632_800L + random.nextInt(1_000)).toString());
      }
      people.put(user, beginnings(user + ' ' + String.join(" ", profile.values())));
    }
    List<String> words = people.values().stream().flatMap(List::stream).distinct().toList();
    int several = 0;
    for (int i = 0; i < 300; i++) {
      String typed =
          random
              .ints(1 + random.nextInt(3), 0, words.size())
              .mapToObj(words::get)
              .map(word -> start(word, random))
              .collect(Collectors.joining(" "));
      Set<String> expected = new TreeSet<>();
      people.forEach(
          (user, beginnings) -> {
            if (Arrays.stream(typed.split(" ", -1))
                .allMatch(word -> beginnings.stream().anyMatch(has -> has.startsWith(word)))) {
              expected.add(user);
            }
          });
      several += expected.isEmpty() ? 0 : 1;
      Found found = search.find(typed, PersonSearch.MOST);
      List<String> users = found.people().stream().map(Person::user).toList();
      assertThat(users).as(typed).doesNotHaveDuplicates().isSubsetOf(expected);
      assertThat(users).as(typed).hasSize(Math.min(PersonSearch.MOST, expected.size()));
      assertThat(found.more()).as(typed).isEqualTo(expected.size() > PersonSearch.MOST);
    }
    assertThat(several).isGreaterThan(150);
  }

  private static String one(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  private static String start(String word, Random random) {
    int end = 1 + random.nextInt(word.length());
    return word.substring(0, end);
  }

  private static String json(Map<String, String> profile) {
    return profile.entrySet().stream()
        .map(field -> '"' + field.getKey() + "\": \"" + field.getValue() + '"')
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static List<String> beginnings(String text) {
    List<String> all = new ArrayList<>();
    for (String word : text.toLowerCase(Locale.ROOT).split(" ", -1)) {
      all.add(word);
      Pattern.compile("(?<=\\p{Punct})\\P{Punct}")
          .matcher(word)
          .results()
          .forEach(inner -> all.add(word.substring(inner.start())));
    }
    return all;
  }

  @Test
  void collectionsOfOnesOwnWithoutTheColumnsAreExplained() throws Exception {
    run(
        "drop view data.profiles",
        "create view data.profiles as select user_id as id from customer.p");
    assertThatThrownBy(() -> search.find("a", 5))
        .isInstanceOf(SearchFailed.class)
        .hasMessageContaining("'profiles' (user_id, profile as jsonb)")
        .hasMessageContaining("column");
    run("drop view data.visits");
    assertThatThrownBy(() -> search.find("", 5))
        .isInstanceOf(SearchFailed.class)
        .hasMessageContaining("relation \"data.visits\" does not exist");
  }
}
