package dev.nudge.engine.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.UnsignedLong;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Records that are no event, or several: filters, lists, and the changes of tables. */
class UnnestedEventsTest {
  private static final String ORDERS =
      """
      user: user_id
      type: {constant: order}
      """;

  private static final String CANAL =
      """
      {"data":[{"id":"1","user_id":"u1","amount":"50.00"},
               {"id":"2","user_id":"u2","amount":"7.5"}],
       "database":"shop","es":1795168800000,"id":9,"isDdl":false,
       "mysqlType":{"id":"bigint(20)","user_id":"varchar(20)","amount":"decimal(10,2)"},
       "old":%s,"pkNames":["id"],"sql":"","table":"orders","ts":1795168800103,"type":"%s"}
      """;

  private static final String DEBEZIUM =
      """
      {"before":%s,"after":%s,
       "source":{"connector":"mysql","db":"shop","table":"orders","ts_ms":1795168800000},
       "op":"%s","ts_ms":1795168800823}
      """;

  private static final String ROW = "{\"id\":1,\"user_id\":\"u1\",\"amount\":50.0}";

  @Test
  void everyRowOfACanalRecordIsAnEvent() {
    List<Event> events = events("envelope: canal\n" + ORDERS, CANAL.formatted("null", "INSERT"));

    assertThat(events).extracting(Event::user).containsExactly("u1", "u2");
    assertThat(events).extracting(Event::type).containsOnly("order");
    assertThat(events)
        .extracting(e -> IsoTime.format(e.time()))
        .containsOnly("2026-11-20T10:00:00Z");
    assertThat(events.get(0).properties().toMap())
        .as("the id of a row is none of an event: a row changes more than once")
        .isEqualTo(Map.of("amount", 50.0));
    assertThat(events).extracting(Event::id).doesNotHaveDuplicates().doesNotContain("1", "2");
    assertThat(events("envelope: canal\nid: id\n" + ORDERS, CANAL.formatted("null", "INSERT")))
        .extracting(Event::id)
        .containsExactly("1", "2");
  }

  @Test
  void aDeleteIsNoEventUnlessItIsAskedFor() {
    String delete = CANAL.formatted("null", "DELETE");

    assertThat(events("envelope: canal\n" + ORDERS, delete)).isEmpty();
    assertThat(events("envelope: {format: canal, operations: [delete]}\n" + ORDERS, delete))
        .hasSize(2);
    assertThat(events("envelope: canal\n" + ORDERS, CANAL.formatted("null", "TRUNCATE"))).isEmpty();
  }

  @Test
  void whatWasThereBeforeAnUpdateIsUnderChange() {
    Event event =
        events(
                "envelope: canal\n"
                    + ORDERS
                    + "properties: {before: /change/old/amount, table: /change/table, did:"
                    + " /change/operation}\n",
                CANAL.formatted("[{\"amount\":\"49.00\"},{\"amount\":\"7.0\"}]", "UPDATE"))
            .get(0);

    assertThat(event.properties().toMap())
        .containsEntry("before", 49.0)
        .containsEntry("table", "orders")
        .containsEntry("did", "update")
        .doesNotContainKey("change");
  }

  @Test
  void debeziumTellsItsOperationsInOneLetter() {
    String mapping = "envelope: debezium\n" + ORDERS;
    String all =
        "envelope: {format: debezium, operations: [insert, update, delete, read]}\n" + ORDERS;

    for (String op : List.of("c", "u")) {
      assertThat(events(mapping, DEBEZIUM.formatted("null", ROW, op))).hasSize(1);
    }
    assertThat(events(mapping, DEBEZIUM.formatted("null", ROW, "r"))).isEmpty();
    assertThat(events(mapping, DEBEZIUM.formatted(ROW, "null", "d"))).isEmpty();
    assertThat(events(mapping, DEBEZIUM.formatted("null", "null", "t"))).isEmpty();
    assertThat(events(all, DEBEZIUM.formatted("null", ROW, "r"))).hasSize(1);
    assertThat(events(all, DEBEZIUM.formatted(ROW, "null", "d")))
        .extracting(Event::user)
        .containsExactly("u1");
    assertThat(events(mapping, "{\"schema\":null,\"payload\":null}")).isEmpty();
    assertThat(
            events(
                mapping,
                "{\"schema\":{},\"payload\":" + DEBEZIUM.formatted("null", ROW, "c") + "}"))
        .extracting(e -> IsoTime.format(e.time()))
        .containsExactly("2026-11-20T10:00:00Z");
  }

  @Test
  void debeziumsSchemaSaysWhatANumberMeans() {
    String column =
        "{\"type\":\"%s\",\"name\":\"%s\",\"field\":\"%s\",\"parameters\":{\"scale\":\"2\"}}";
    String fields =
        String.join(
            ",",
            column.formatted("bytes", "org.apache.kafka.connect.data.Decimal", "price"),
            column.formatted("int64", "io.debezium.time.MicroTimestamp", "micros"),
            column.formatted("int64", "io.debezium.time.Timestamp", "millis"),
            column.formatted("string", "io.debezium.time.ZonedTimestamp", "zoned"),
            column.formatted("int32", "io.debezium.time.Date", "day"));
    String row =
        "{\"user_id\":\"u1\",\"price\":\"E4g=\",\"micros\":1795168800000000,"
            + "\"millis\":1795168800000,\"zoned\":\"2026-11-20T11:00:00+01:00\",\"day\":20777,"
            + "\"text\":\"50.00\",\"plain\":50.0}";
    String record =
        "{\"schema\":{\"fields\":[{\"field\":\"after\",\"fields\":["
            + fields
            + "]}]},\"payload\":"
            + DEBEZIUM.formatted("null", row, "c")
            + "}";

    Map<String, Object> read =
        events("envelope: debezium\n" + ORDERS, record).get(0).properties().toMap();

    assertThat(read).containsEntry("price", 50.0).containsEntry("plain", 50.0);
    assertThat(read).containsEntry("day", "2026-11-20").containsEntry("text", "50.00");
    for (String time : List.of("micros", "millis", "zoned")) {
      assertThat(read.get(time)).as(time).hasToString("2026-11-20T10:00:00Z");
    }
  }

  /** As a column of BIGINT UNSIGNED comes: by way of a double, it would be another order. */
  @Test
  void noDigitOfALongIdIsLost() {
    String column =
        "{\"name\":\"org.apache.kafka.connect.data.Decimal\",\"field\":\"order\","
            + "\"parameters\":{\"scale\":\"0\"}}";
    String debezium =
        "{\"schema\":{\"fields\":[{\"field\":\"after\",\"fields\":["
            + column
            + "]}]},\"payload\":"
            + DEBEZIUM.formatted("null", "{\"user_id\":\"u1\",\"order\":\"AJtKGCiheylr\"}", "c")
            + "}";
    String canal =
        CANAL
            .formatted("null", "INSERT")
            .replace("\"amount\":\"50.00\"", "\"amount\":\"11189782786942380395\"")
            .replace("decimal(10,2)", "decimal(20,0)");

    Object fromDebezium =
        events("envelope: debezium\n" + ORDERS, debezium).get(0).properties().get("order");
    Object fromCanal =
        events("envelope: canal\n" + ORDERS, canal).get(0).properties().get("amount");
    Object constant =
        events(
                "user: user_id\ntype: {constant: order}\nconstants: {order: 11189782786942380395}\n",
                "{\"user_id\":\"u1\",\"time\":\"2026-11-20T10:00:00Z\"}")
            .get(0)
            .properties()
            .get("order");

    assertThat(List.of(fromDebezium, fromCanal, constant))
        .containsOnly(UnsignedLong.valueOf("11189782786942380395"));
  }

  @Test
  void decimalsWithoutASchemaAreReadByTheirType() {
    String row = "{\"user_id\":\"u1\",\"price\":\"50.00\"}";

    assertThat(
            events(
                    "envelope: debezium\n" + ORDERS + "properties: {price: {type: double}}\n",
                    DEBEZIUM.formatted("null", row, "c"))
                .get(0)
                .properties()
                .toMap())
        .containsEntry("price", 50.0);
  }

  @Test
  void maxwellTellsItsTimeInSeconds() {
    String record =
        "{\"database\":\"shop\",\"table\":\"orders\",\"type\":\"%s\",\"ts\":1795168800,\"xid\":1,"
            + "\"commit\":true,\"data\":{\"id\":7,\"user_id\":\"u1\"},\"old\":{\"id\":6}}";
    String mapping = "envelope: maxwell\n" + ORDERS + "properties: {before: /change/old/id}\n";

    assertThat(events(mapping, record.formatted("update")))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(IsoTime.format(event.time())).isEqualTo("2026-11-20T10:00:00Z");
              assertThat(event.properties().toMap()).containsEntry("before", 6L);
            });
    for (String other : List.of("delete", "bootstrap-start", "bootstrap-insert", "table-create")) {
      assertThat(events(mapping, record.formatted(other))).as(other).isEmpty();
    }
    assertThat(
            events(
                "envelope: {format: maxwell, operations: read}\n" + ORDERS,
                record.formatted("bootstrap-insert")))
        .hasSize(1);
  }

  @Test
  void whatIsNoChangeIsRejected() {
    assertThat(rejections("envelope: canal\n" + ORDERS, "{\"user_id\":\"u1\"}"))
        .containsExactly("not a change: a record of Canal has a 'type'");
    assertThat(rejections("envelope: canal\n" + ORDERS, "{\"type\":\"INSERT\",\"data\":{}}"))
        .containsExactly("not a change: 'data' is no list of rows");
    assertThat(rejections("envelope: debezium\n" + ORDERS, "{\"op\":\"c\",\"after\":null}"))
        .containsExactly("not a change: op 'c' without 'after'");
    assertThat(
            rejections(
                "envelope: canal\n" + ORDERS,
                CANAL.formatted("null", "INSERT").replace("\"u2\"", "null")))
        .containsExactly("no user: row 2: ");
  }

  @Test
  void eachElementOfAListIsAnEventWithWhatIsAroundIt() {
    String mapping = "user: user\ntype: {constant: bought}\ntime: at\neach: /order/items\n";
    String record =
        "{\"user\":\"u1\",\"at\":1,\"order\":{\"items\":[{\"sku\":\"a\"},{\"sku\":\"b\",\"at\":2},7]}}";

    assertThat(events(mapping, record))
        .extracting(event -> event.properties().toMap().get("sku") + " " + event.time())
        .containsExactly("a 1", "b 2");
    assertThat(events(mapping, record)).extracting(Event::id).doesNotHaveDuplicates();
    assertThat(events(mapping, record.replace("{\"user\"", "{\"id\":\"r1\",\"user\"")))
        .as("elements of one record are no repeats of one another")
        .extracting(Event::id)
        .containsExactly("r1-0", "r1-1");
    assertThat(rejections(mapping, record))
        .containsExactly("bad each: row 3: element 3 is no object");
    assertThat(rejections(mapping, "{\"user\":\"u1\",\"at\":1}"))
        .containsExactly("bad each: there is no list /order/items");
    assertThat(events(mapping, "{\"user\":\"u1\",\"at\":1,\"order\":{\"items\":[]}}")).isEmpty();
  }

  @Test
  void whereChoosesRecords() {
    String mapping = "user: u\ntype: t\ntime: at\nwhere: record.kind != 'bot' && record.n > 1\n";

    assertThat(events(mapping, "{\"u\":1,\"t\":\"a\",\"at\":1,\"kind\":\"x\",\"n\":2}")).hasSize(1);
    assertThat(events(mapping, "{\"u\":1,\"t\":\"a\",\"at\":1,\"kind\":\"bot\",\"n\":2}"))
        .isEmpty();
    assertThat(rejections(mapping, "{\"u\":1,\"t\":\"a\",\"at\":1,\"kind\":\"x\"}"))
        .containsExactly("bad where: no property 'n'");
  }

  @Test
  void whereChoosesRowsOfChangesByWhatHappened() {
    String mapping =
        "envelope: canal\nwhere: record.change.table == 'orders' && record.amount > 10\n" + ORDERS;

    assertThat(events(mapping, CANAL.formatted("null", "INSERT")))
        .extracting(Event::user)
        .containsExactly("u1");
  }

  @Test
  void whereChoosesRowsOfCsv() {
    Parsed<RowReader<Event>> bound =
        mapping("user: u\ntype: t\ntime: at\nwhere: record.t != 'bot'\n")
            .events()
            .csv(List.of("u", "t", "at"));
    RowReader<Event> reader = ((Parsed.Accepted<RowReader<Event>>) bound).value();
    List<Parsed<Event>> read = new ArrayList<>();
    for (String line : List.of("1,view,1", "1,bot,2")) {
      CsvRow row = new CsvRow();
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      row.scan(bytes, 0, bytes.length, true);
      reader.readAll(row, read::add);
    }

    assertThat(read).singleElement().isInstanceOf(Parsed.Accepted.class);
  }

  @Test
  void profilesComeInEnvelopesToo() {
    LineReader<ProfileUpdate> reader =
        mapping("user: u\nprofiles: {envelope: debezium, user: user_id}\n").profiles().json();
    List<Parsed<ProfileUpdate>> read = new ArrayList<>();
    byte[] bytes = DEBEZIUM.formatted("null", ROW, "u").getBytes(StandardCharsets.UTF_8);
    reader.readAll(bytes, 0, bytes.length, IsoTime.NONE, read::add);

    ProfileUpdate update = ((Parsed.Accepted<ProfileUpdate>) read.get(0)).value();
    assertThat(update.user()).isEqualTo("u1");
    assertThat(update.properties().toMap()).isEqualTo(Map.of("id", 1L, "amount", 50.0));
  }

  @Test
  void propertiesAreComputedOfTheRecord() {
    String mapping =
        "user: u\ntype: t\ntime: at\nrest: drop\nproperties: {total: {compute: record.price *"
            + " record.n, type: double}, n: {compute: record.?n.orValue(0) + 1}}\n";

    assertThat(
            events(mapping, "{\"u\":1,\"t\":\"a\",\"at\":1,\"price\":50,\"n\":2}")
                .get(0)
                .properties()
                .toMap())
        .isEqualTo(Map.of("total", 100.0, "n", 3L));
    assertThat(rejections(mapping, "{\"u\":1,\"t\":\"a\",\"at\":1,\"n\":2}"))
        .containsExactly("bad property: total: no property 'price'");
    assertThat(
            problems(
                "user: u\nproperties: {a: {compute: now, from: b}, b: {compute: record.x +}}\n"))
        .hasSize(3);
    assertThat(problems("user: u\ncatalog: {key: k, properties: {a: {compute: record.b}}}\n"))
        .isEmpty();
  }

  @Test
  void mistakesInTheMappingAreToldAtTheirPlaces() {
    assertThat(
            problems(
                """
                envelope: {format: debezum, operations: [insert, upsert]}
                where: profile.tier == 'gold'
                user: u
                """))
        .containsExactlyInAnyOrder(
            "m.yaml:1:20: error: 'format': expected one of debezium, canal, maxwell, got 'debezum',"
                + " did you mean 'debezium'?",
            "m.yaml:1:50: error: 'operations': expected insert, update, delete, read, got"
                + " 'upsert', did you mean 'insert'?",
            "m.yaml:2:8: error: a mapping reads records as they come: it knows 'record', and neither"
                + " 'profile' nor 'now'");
    assertThat(problems("envelope: canal\nuser: u\n"))
        .containsExactly(
            "m.yaml:1:1: error: missing key 'type': such as {constant: order}, /change/table or"
                + " /change/operation");
  }

  private static List<String> problems(String text) {
    List<Problem> problems = new ArrayList<>();
    Mapping.read("m.yaml", text, problems);
    return problems.stream().map(Problem::toString).toList();
  }

  private static List<Parsed<Event>> read(String mapping, String record) {
    List<Parsed<Event>> read = new ArrayList<>();
    byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
    mapping(mapping).events().json().readAll(bytes, 0, bytes.length, IsoTime.NONE, read::add);
    return read;
  }

  private static List<Event> events(String mapping, String record) {
    return read(mapping, record).stream()
        .filter(Parsed.Accepted.class::isInstance)
        .map(parsed -> ((Parsed.Accepted<Event>) parsed).value())
        .toList();
  }

  private static List<String> rejections(String mapping, String record) {
    return read(mapping, record).stream()
        .filter(Parsed.Rejected.class::isInstance)
        .map(parsed -> ((Parsed.Rejected<Event>) parsed).rejection())
        .map(why -> why.reason() + ": " + why.detail())
        .toList();
  }

  private static Mapping mapping(String text) {
    List<Problem> problems = new ArrayList<>();
    Mapping mapping = Mapping.read("m.yaml", text, problems).orElse(null);
    assertThat(problems).isEmpty();
    return mapping;
  }
}
