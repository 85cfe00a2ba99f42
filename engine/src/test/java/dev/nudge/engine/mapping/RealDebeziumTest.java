package dev.nudge.engine.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.document.Problem;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Parsed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that a real Debezium wrote of a table of PostgreSQL; their README says how. */
class RealDebeziumTest {
  private static final String MAPPING =
      """
      envelope: {format: debezium, operations: [insert, update, delete, read]}
      user: user_id
      type: /change/operation
      properties: {order: id, was: /change/old/price}
      """;

  private static final Pattern CHANGED =
      Pattern.compile("\"source\":\\{\"version\".*?\"ts_ms\":(\\d+)");

  /** When Debezium passed a record on. */
  private static final Pattern PASSED_ON =
      Pattern.compile("\"ts_ms\":\\d+,\"ts_us\":\\d+,\"ts_ns\":\\d+(?=}+$)");

  private static final String REST =
      "\"gift\":true,\"ref\":\"6f1e0d5c-8b1a-4a53-9d8e-2a9b4f0c1d2e\",";

  @ParameterizedTest
  @ValueSource(strings = {"with-schema", "without-schema", "strings", "doubles", "iso"})
  void everyOperationIsAnEventOfItsTimeAndTheTombstoneNone(String recording) throws IOException {
    List<Event> events = events(recording, MAPPING);

    assertThat(events)
        .extracting(event -> event.type() + " of " + event.user())
        .containsExactly(
            "read of before", "insert of u1", "insert of u2", "update of u1", "delete of u1");
    assertThat(events)
        .extracting(Event::time)
        .as("when the row was changed, not when Debezium saw it")
        .isEqualTo(
            lines(recording).stream()
                .map(CHANGED::matcher)
                .filter(Matcher::find)
                .map(found -> Long.valueOf(found.group(1)))
                .toList());
    assertThat(events)
        .extracting(event -> event.properties().get("order"))
        .containsExactly(0L, 9007199254740993L, 2L, 9007199254740993L, 9007199254740993L);
  }

  @Test
  void withItsSchemaEveryColumnIsWhatItIs() throws IOException {
    String usual =
        "\"price\":49.9,\"quantity\":11189782786942380395,\"anything\":123.456,\"ratio\":0.1,"
            + "\"placed\":\"2026-11-20T10:00:00.123Z\",\"paid\":\"2026-11-20T10:00:00.123Z\","
            + "\"day\":\"2026-11-20\",\"clock\":\"09:15:30.500\","
            + REST
            + "\"extra\":{\"a\":[1,2.5],\"b\":null},\"tags\":[\"new\",\"sale\"],\"small\":7,"
            + "\"bytes\":\"3q2+7w==\",\"lasting\":93600000000,\"kind\":\"abc\",\"note\":\"Grüße\"";

    assertThat(inserted("with-schema", MAPPING)).contains(usual);
    assertThat(inserted("iso", MAPPING)).contains(usual);
    assertThat(inserted("strings", MAPPING))
        .contains("\"price\":\"49.90\",\"quantity\":\"11189782786942380395\"")
        .contains("\"placed\":\"2026-11-20T10:00:00.123Z\"", "\"day\":\"2026-11-20\"")
        .contains("\"clock\":\"09:15:30.500\"", "\"extra\":{\"a\":[1,2.5],\"b\":null}");
  }

  @Test
  void withoutASchemaTheMappingSaysWhatColumnsAre() throws IOException {
    String mapping =
        MAPPING.replace(
            "properties: {",
            "properties: {price: {from: price, type: double}, extra: {from: extra, type: json},"
                + " placed: {from: placed, type: timestamp, format: epoch_us}, ");

    assertThat(inserted("doubles", mapping))
        .contains("\"price\":49.9", "\"placed\":\"2026-11-20T10:00:00.123Z\"")
        .contains("\"extra\":{\"a\":[1,2.5],\"b\":null}", "\"day\":20777");
    assertThat(rejections("without-schema", mapping))
        .as("decimals in base64 are no numbers, and that is told")
        .contains("bad property: price: 'E34=' is no double");
  }

  @Test
  void ofAnUpdateTheOldPriceIsToldAndTheNewOneMayBeNegative() throws IOException {
    Event update = events("with-schema", MAPPING).get(3);

    assertThat(update.properties().get("price")).isEqualTo(-0.05);
    assertThat(update.properties().get("was")).isEqualTo(49.9);
    assertThat(update.properties().get("placed")).hasToString("1969-12-31T23:59:59.999Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"with-schema", "without-schema"})
  void aChangeThatIsWrittenAgainAfterACrashIsTheSameEvent(String recording) throws IOException {
    List<String> lines = lines(recording);
    List<String> again =
        lines.stream()
            .map(
                line -> PASSED_ON.matcher(line).replaceFirst("\"ts_ms\":7,\"ts_us\":7,\"ts_ns\":7"))
            .map(line -> line.replace("\"sequence\":\"[null,", "\"sequence\":\"[\\\"7\\\","))
            .toList();

    assertThat(again).filteredOn(line -> !line.equals("null")).doesNotContainAnyElementsOf(lines);
    assertThat(ids(again)).isEqualTo(ids(lines)).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void theSameChangeElsewhereInTheLogIsAnotherEventButARowThatIsReadAgainIsNot()
      throws IOException {
    List<String> lines = lines("with-schema");
    List<String> later =
        lines.stream().map(line -> line.replaceFirst("\"lsn\":2", "\"lsn\":9")).toList();

    assertThat(ids(later).get(0)).as("read").isEqualTo(ids(lines).get(0));
    assertThat(ids(later).subList(1, 5)).doesNotContainAnyElementsOf(ids(lines));
  }

  @Test
  void ofMysqlAndMariadbThePositionInTheLogTellsChangesApart() {
    String change =
        "{\"before\":null,\"after\":{\"id\":1,\"user_id\":\"u1\"},\"source\":{\"version\":\"3\","
            + "\"db\":\"shop\",\"table\":\"orders\",\"file\":\"log.1\",\"pos\":4,\"row\":0,"
            + "\"ts_ms\":1795168800000},\"op\":\"c\",\"ts_ms\":1795168800823}";

    assertThat(
            ids(
                List.of(
                    change,
                    change.replace("823", "999"),
                    change.replace("\"row\":0", "\"row\":1"),
                    change.replace("\"pos\":4", "\"pos\":5"),
                    change.replace("log.1", "log.2"))))
        .satisfies(
            ids -> {
              assertThat(ids.get(1)).isEqualTo(ids.get(0));
              assertThat(ids.subList(1, 5)).doesNotHaveDuplicates();
            });
  }

  private static List<String> ids(List<String> lines) {
    return read(lines, MAPPING).stream()
        .map(read -> ((Parsed.Accepted<Event>) read).value().id())
        .toList();
  }

  @Test
  void aLongValueThatAnUpdateDidNotTouchIsMissing() {
    String update =
        "{\"before\":null,\"after\":{\"id\":1,\"user_id\":\"u1\",\"text\":\"__debezium_unavailable_value\"},"
            + "\"source\":{\"ts_ms\":1795168800000},\"op\":\"u\",\"ts_ms\":1795168800823}";

    assertThat(read(List.of(update), MAPPING))
        .singleElement()
        .isInstanceOfSatisfying(
            Parsed.Accepted.class,
            read ->
                assertThat(((Event) read.value()).properties().toMap()).containsOnlyKeys("order"));
  }

  private static String inserted(String recording, String mapping) throws IOException {
    Event event = events(recording, mapping).get(1);
    return new String(
        new JsonWriter().writeValue(event.properties().toMap()), StandardCharsets.UTF_8);
  }

  private static List<Event> events(String recording, String mapping) throws IOException {
    List<Event> events = new ArrayList<>();
    for (Parsed<Event> parsed : read(lines(recording), mapping)) {
      assertThat(parsed).isInstanceOf(Parsed.Accepted.class);
      events.add(((Parsed.Accepted<Event>) parsed).value());
    }
    return events;
  }

  private static List<String> rejections(String recording, String mapping) throws IOException {
    List<String> rejections = new ArrayList<>();
    for (Parsed<Event> parsed : read(lines(recording), mapping)) {
      if (parsed instanceof Parsed.Rejected<Event> rejected) {
        rejections.add(rejected.rejection().toString());
      }
    }
    return rejections;
  }

  private static List<String> lines(String recording) throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/debezium", recording + ".jsonl"));
  }

  private static List<Parsed<Event>> read(List<String> lines, String text) {
    List<Problem> problems = new ArrayList<>();
    Mapping mapping = Mapping.read("m.yaml", text, problems).orElse(Mapping.canonical());
    assertThat(problems).isEmpty();
    LineReader<Event> reader = mapping.events().json();
    List<Parsed<Event>> read = new ArrayList<>();
    for (String line : lines) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      reader.readAll(bytes, 0, bytes.length, IsoTime.NONE, read::add);
    }
    return read;
  }
}
