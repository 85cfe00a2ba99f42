package dev.nudge.engine.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.document.Problem;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Null;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.json.Rejection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappedEventsTest {
  private static final String REES46 =
      """
      user: user_id
      type: {from: event_type, values: {pv: view}}
      time: {from: event_time, format: "yyyy-MM-dd HH:mm:ss z"}
      properties:
        session: user_session
        price: {from: price, type: double}
      constants: {source: shop, rank: 1}
      """;
  private static final String HEADER =
      "event_time,event_type,product_id,brand,price,user_id,user_session";

  @Test
  void aRowOfCsvBecomesAnEvent() {
    Event event = row(REES46, HEADER, "2019-10-01 00:00:00 UTC,cart,44600062,,35.79,541312140,s-1");
    assertThat(event.user()).isEqualTo("541312140");
    assertThat(event.type()).isEqualTo("cart");
    assertThat(IsoTime.format(event.time())).isEqualTo("2019-10-01T00:00:00Z");
    assertThat(event.id()).matches("[0-9a-f]{32}");
    assertThat(event.properties().toMap())
        .isEqualTo(
            Map.of(
                "product_id", "44600062",
                "price", 35.79,
                "session", "s-1",
                "source", "shop",
                "rank", 1L));
  }

  @Test
  void wordsOfTheTypeAreTranslatedAndUnknownOnesStay() {
    assertThat(row(REES46, HEADER, "2019-10-01 00:00:00 UTC,pv,p,,1,u,s").type()).isEqualTo("view");
    assertThat(row(REES46, HEADER, "2019-10-01 00:00:00 UTC,odd,p,,1,u,s").type()).isEqualTo("odd");
  }

  @Test
  void quotedCellsMayHoldCommasQuotesAndLineEnds() {
    Event event = row(REES46, HEADER, "2019-10-01 00:00:00 UTC,pv,\"a,\"\"b\"\"\nc\",\"\",1,u,s");
    assertThat(event.properties().get("product_id")).isEqualTo("a,\"b\"\nc");
    assertThat(event.properties().get("brand")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2019-10-01 00:00:00 UTC,pv,p,,dear,u,s | bad property",
        "2019-10-01 00:00:00 UTC,pv,p,,NaN,u,s | bad property",
        "2019-10-01 00:00:00 UTC,pv,p,,1e999,u,s | bad property",
        "2019-10-01 00:00:00 UTC,pv,p,,1,,s | no user",
        "2019-10-01 00:00:00 UTC,,p,,1,u,s | no type",
        ",pv,p,,1,u,s | no time",
        "2019-02-30 00:00:00 UTC,pv,p,,1,u,s | bad time",
        "2019-10-01,pv,p,,1,u,s | bad time",
        "2019-10-01 00:00:00 UTC,pv,p,,1,u | wrong number of cells",
        "2019-10-01 00:00:00 UTC,pv,p,,1,u,s,t | wrong number of cells"
      })
  void aRowThatIsNoEventSaysWhy(String row, String reason) {
    assertThat(rejectedRow(REES46, HEADER, row).reason()).isEqualTo(reason);
  }

  @Test
  void aMissingColumnIsAnErrorOfTheHeader() {
    assertThat(header(REES46, "event_time,event_type,price,user_id,user_sesion").detail())
        .isEqualTo(
            "there is no column 'user_session' for property session, did you mean 'user_sesion'?");
    assertThat(header("user: /data/user\n", "data,type,time").detail())
        .contains("needs JSON, not CSV");
    assertThat(header("user: u\n", "u,u,type,time").detail()).contains("two columns 'u'");
  }

  @Test
  void csvWithoutMappingHasItsColumnsByName() {
    Parsed<RowReader<Event>> reader =
        Mapping.canonical().events().csv(List.of("id", "user", "type", "time", "price"));
    Event event = accepted(accepted(reader).read(scan("e1,u1,cart,1570000000000,3")));
    assertThat(event)
        .isEqualTo(
            new Event("e1", "u1", "cart", 1_570_000_000_000L, Properties.of(Map.of("price", "3"))));
  }

  @Test
  void jsonIsReadThroughPointersAndRenames() {
    String mapping =
        """
        user: /data/player/id
        type: {constant: bet}
        time: {from: at, format: epoch_s}
        id: /data/keys/1
        properties:
          game: /data/game
          stake: {from: /data/stake, type: double}
          tags: {from: tags, split: ","}
        constants: {world: x}
        rest: drop
        """;
    Event event =
        line(
            mapping,
            """
            {"data":{"player":{"id":77},"game":"chess","stake":"2.50","keys":["a","b"]},
             "at":1570000000.5,"tags":"a, b,,c","world":"y","other":1}""");
    assertThat(event.user()).isEqualTo("77");
    assertThat(event.type()).isEqualTo("bet");
    assertThat(event.id()).isEqualTo("b");
    assertThat(event.time()).isEqualTo(1_570_000_000_500L);
    assertThat(event.properties().toMap())
        .isEqualTo(
            Map.of("game", "chess", "stake", 2.5, "tags", List.of("a", "b", "c"), "world", "x"));
  }

  @ParameterizedTest
  @CsvSource({
    "'user: id', false",
    "'user: user\ntype: id', false",
    "'user: user\nproperties: {product: id}', false",
    "'user: user', true",
    "'user: id\nid: id', true"
  })
  void whatIsReadAsSomethingElseIsNoIdUnlessTheMappingSaysSo(String mapping, boolean isId) {
    String text = "{\"id\":\"e1\",\"user\":\"ann\",\"type\":\"view\",\"time\":%d}";
    String first = line(mapping, text.formatted(1_000)).id();
    String second = line(mapping, text.formatted(2_000)).id();

    assertThat(first.equals("e1")).isEqualTo(isId);
    assertThat(first.equals(second)).isEqualTo(isId);
  }

  @Test
  void whatIsNotNamedKeepsItsOwnName() {
    Event event =
        line(
            "user: u\ntype: kind\nproperties: {b: a}\n",
            "{\"u\":1,\"kind\":\"k\",\"time\":0,\"a\":1,\"b\":2,\"c\":null,\"type\":\"lost\"}");
    assertThat(event.properties().toMap()).isEqualTo(Map.of("b", 1L, "c", Null.NULL));
  }

  @Test
  void aMemberThatOnlyPointersGoThroughIsKept() {
    Event event =
        line(
            "user: /data/u\ntype: {constant: t}\nproperties: {x: /data/x}\n",
            "{\"time\":0,\"data\":{\"u\":\"a\",\"x\":true}}");
    assertThat(event.properties().toMap())
        .isEqualTo(Map.of("x", true, "data", Map.of("u", "a", "x", true)));
  }

  @Test
  void oneMemberMayHaveSeveralUses() {
    Event event =
        line(
            "user: u\ntype: u\nproperties: {a: {from: u, type: int}, b: {from: u, type: double}}\n",
            "{\"u\":\"12\",\"time\":0}");
    assertThat(event.user()).isEqualTo("12");
    assertThat(event.type()).isEqualTo("12");
    assertThat(event.properties().toMap()).isEqualTo(Map.of("a", 12L, "b", 12.0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "string | 5 | '5'",
        "string | 5.0 | '5'",
        "string | 12500000.0 | '12500000'",
        "string | 11189782786942380395 | '11189782786942380395'",
        "int | 11189782786942380395 | 11189782786942380395",
        "int | \"11189782786942380395\" | 11189782786942380395",
        "int | \"9007199254740993.0\" | 9007199254740993",
        "double | 11189782786942380395 | 1.118978278694238E19",
        "string | true | 'true'",
        "string | \"x\" | 'x'",
        "int | \"12\" | 12",
        "int | \" 12 \" | 12",
        "int | \"-9223372036854775808\" | -9223372036854775808",
        "int | \"1e3\" | 1000",
        "int | 5.0 | 5",
        "double | \"1e3\" | 1000.0",
        "double | \"0.1\" | 0.1",
        "double | \"123456789.123456789\" | 1.2345678912345679E8",
        "double | 7 | 7.0",
        "bool | \"TRUE\" | true",
        "bool | 0 | false",
        "timestamp | \"2026-11-20\" | 2026-11-20T00:00:00Z",
        "timestamp | 1500 | 1970-01-01T00:00:01.500Z",
        "json | \"[1,{}]\" | [1, {}]",
        "json | [2] | [2]"
      })
  void valuesAreConverted(String type, String json, String expected) {
    Object value = typed(type, json).properties().get("x");
    assertThat(String.valueOf(value)).isEqualTo(expected.replace("'", ""));
    if (type.equals("timestamp")) {
      assertThat(value).isInstanceOf(Instant.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "string | []",
        "int | 5.5",
        "int | \"five\"",
        "int | \"1e30\"",
        "int | true",
        "double | \"0x1p3\"",
        "double | \"1f\"",
        "double | \".\"",
        "double | \"\"",
        "bool | \"yes\"",
        "bool | 2",
        "timestamp | \"noon\"",
        "json | \"{\""
      })
  void valuesThatDoNotFitTheirTypeAreRejected(String type, String json) {
    Parsed<Event> parsed = read(mappingOf(type), "{\"u\":1,\"time\":0,\"x\":" + json + "}");
    assertThat(rejected(parsed).reason()).isEqualTo("bad property");
  }

  @Test
  void nullStaysNullWhateverTheType() {
    for (String type : List.of("string", "int", "double", "bool", "timestamp", "json")) {
      assertThat(typed(type, "null").properties().get("x")).isEqualTo(Null.NULL);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yyyy-MM-dd HH:mm:ss z | UTC | 2019-10-01 00:00:02 UTC | 2019-10-01T00:00:02Z",
        "yyyy-MM-dd HH:mm:ss z | UTC | 2019-10-01 02:00:02 CEST | 2019-10-01T00:00:02Z",
        "yyyy-MM-dd HH:mm:ss | Europe/Paris | 2019-07-01 02:00:00 | 2019-07-01T00:00:00Z",
        "yyyy-MM-dd HH:mm:ss.SSS | UTC | 2019-10-01 00:00:00.007 | 2019-10-01T00:00:00.007Z",
        "yyyy-MM-dd'T'HH:mm:ssX | UTC | 2019-10-01T00:00:00Z | 2019-10-01T00:00:00Z",
        "yyyy-MM-dd'T'HH:mm:ssX | UTC | 2019-10-01T02:00:00+02 | 2019-10-01T00:00:00Z",
        "dd/MM/yyyy | UTC | 31/12/2019 | 2019-12-31T00:00:00Z",
        "d MMM yyyy h:mm a | UTC | 3 Feb 2019 1:05 pm | 2019-02-03T13:05:00Z",
        "yyyy-MM-dd HH:mm | UTC | 2026-11-20 09:15 | 2026-11-20T09:15:00Z",
        "yyyy-MM-dd HH:mm | UTC | 2026-11-20 12:45 | 2026-11-20T12:45:00Z",
        "yyyy-MM-dd hh:mm a | UTC | 2026-11-20 12:45 AM | 2026-11-20T00:45:00Z",
        "yyyy-MM-dd kk:mm | UTC | 2026-11-20 24:45 | 2026-11-20T00:45:00Z",
        "yyyyMMddHHmmss | UTC | 20261120091501 | 2026-11-20T09:15:01Z",
        "dd.MM.yy | UTC | 31.12.26 | 2026-12-31T00:00:00Z",
        "yyyy-DDD | UTC | 2026-034 | 2026-02-03T00:00:00Z",
        "yyyy-MM-dd['T'HH:mm[:ss]] | UTC | 2026-11-20T09:15 | 2026-11-20T09:15:00Z",
        "yyyy-MM-dd'T'HH:mm:ss'Z' | UTC | 2026-11-20T09:15:00Z | 2026-11-20T09:15:00Z",
        "yyyy-MM-dd'T'HH:mm:ssZ | Asia/Tokyo | 2026-11-20T09:15:00-0030 | 2026-11-20T09:45:00Z",
        "yyyy-MM-dd'T'HH:mm:ssxxx | UTC | 2026-11-20T09:15:00-00:30 | 2026-11-20T09:45:00Z",
        "iso | -0:30 | 2026-11-20T09:15:00 | 2026-11-20T09:45:00Z",
        "iso | -00:30 | 2026-11-20T09:15:00 | 2026-11-20T09:45:00Z",
        "iso | 0:30 | 2026-11-20T09:15:00 | 2026-11-20T08:45:00Z",
        "iso | UTC | 2026-11-20T09:15:00-00:30 | 2026-11-20T09:45:00Z",
        "epoch_ms | UTC | 1570000000000 | 2019-10-02T07:06:40Z",
        "epoch_us | UTC | 1570000000250999 | 2019-10-02T07:06:40.250Z",
        "epoch_ns | UTC | 1570000000250999999 | 2019-10-02T07:06:40.250Z",
        "epoch_ns | UTC | -1 | 1969-12-31T23:59:59.999Z",
        "epoch_s | UTC | 1570000000 | 2019-10-02T07:06:40Z",
        "epoch_s | UTC | 1570000000.25 | 2019-10-02T07:06:40.250Z",
        "iso | Europe/Paris | 2019-07-01T02:00:00 | 2019-07-01T00:00:00Z"
      })
  void timesAreReadInTheirFormat(String format, String zone, String text, String expected) {
    String mapping =
        "user: u\ntype: {constant: t}\ntime: {from: at, format: \""
            + format
            + "\", zone: "
            + zone
            + "}\n";
    assertThat(IsoTime.format(row(mapping, "u,at", "a," + text).time())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "de, 20. November 2026, d. MMMM yyyy",
    "de, 20 Nov 2026, d MMM yyyy",
    "de, 20 Nov. 2026, d MMM yyyy",
    "fr, 20 novembre 2026, d MMMM yyyy",
    "fr, ven. 20 nov. 2026, EEE d MMM yyyy",
    "en-GB, 20 NOV 2026, d MMM yyyy"
  })
  void monthsInWordsAreReadInTheirLanguage(String locale, String text, String format) {
    String mapping =
        "user: u\ntype: {constant: t}\ntime: {from: at, format: '%s', locale: %s}\n"
            .formatted(format, locale);
    assertThat(IsoTime.format(row(mapping, "u,at", "a," + text).time()))
        .isEqualTo("2026-11-20T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20, 2026-11-20T00:00:00Z",
    "2026-11-20 09, 2026-11-20T09:00:00Z",
    "2026-11-20 09:15, 2026-11-20T09:15:00Z",
    "2026-11-20 09 05, bad time",
    "2026-11-20:15, bad time",
    "2026-11-20 05, 2026-11-20T05:00:00Z"
  })
  void aPartOfATimeThatIsNoneByItselfIsNotMidnight(String text, String expected) {
    String mapping =
        "user: u\ntype: {constant: t}\ntime: {from: at, format: 'yyyy-MM-dd[ HH][:mm][ ss]'}\n";
    RowReader<Event> reader = accepted(mapping(mapping).events().csv(List.of("u", "at")));
    Parsed<Event> read = reader.read(scan("a," + text));
    assertThat(
            read instanceof Parsed.Accepted<Event> event
                ? IsoTime.format(event.value().time())
                : rejected(read).reason())
        .isEqualTo(expected);
  }

  @Test
  void aCatalogueAddsWhatTheEventDoesNotHave() {
    Mapping mapping =
        mapping(
            """
            user: u
            type: {constant: click}
            catalog:
              key: sku
              event: product
              properties: {price: {from: cost, type: double}, category: cat}
            """);
    Catalog entries = new Catalog();
    RowReader<CatalogEntry> reader =
        accepted(mapping.catalog().orElseThrow().csv(List.of("sku", "cost", "cat", "brand")));
    entries.put(accepted(reader.read(scan("7,2.5,shoes,acme"))));
    LineReader<Event> events = mapping.events(entries).json();
    assertThat(
            read(events, "{\"u\":1,\"time\":0,\"product\":7,\"category\":\"own\"}")
                .properties()
                .toMap())
        .isEqualTo(Map.of("product", 7L, "category", "own", "price", 2.5, "brand", "acme"));
    assertThat(read(events, "{\"u\":1,\"time\":0,\"product\":\"8\"}").properties().toMap())
        .isEqualTo(Map.of("product", "8"));
  }

  @Test
  void profilesAreCanonicalUnlessTheMappingSaysOtherwise() {
    LineReader<ProfileUpdate> canonical = Mapping.canonical().profiles().json();
    byte[] line = "{\"user\":\"u1\",\"tier\":null,\"id\":3}".getBytes(StandardCharsets.UTF_8);
    ProfileUpdate update = accepted(canonical.read(line, 0, line.length));
    assertThat(update.user()).isEqualTo("u1");
    assertThat(update.time()).isEmpty();
    assertThat(update.properties().toMap()).isEqualTo(Map.of("tier", Null.NULL, "id", 3L));

    RowReader<ProfileUpdate> mapped =
        accepted(
            mapping("user: u\nprofiles: {user: visitor_id, time: since, properties: {sex: gender}}")
                .profiles()
                .csv(List.of("visitor_id", "gender", "since")));
    ProfileUpdate other = accepted(mapped.read(scan("v1,f,2019-10-01")));
    assertThat(other.user()).isEqualTo("v1");
    assertThat(other.time()).hasValue(1_569_888_000_000L);
    assertThat(other.properties().toMap()).isEqualTo(Map.of("sex", "f"));
  }

  @Test
  void aRejectedLineLeavesNoTraceInTheNext() {
    RowReader<Event> reader = accepted(mapping(REES46).events().csv(List.of(HEADER.split(","))));
    assertThat(reader.read(scan("x,pv,p,b,1,u,s"))).isInstanceOf(Parsed.Rejected.class);
    assertThat(accepted(reader.read(scan("2019-10-01 00:00:00 UTC,pv,,,,u,"))).properties().toMap())
        .isEqualTo(Map.of("source", "shop", "rank", 1L));
  }

  private static String mappingOf(String type) {
    return "user: u\ntype: {constant: t}\nproperties: {x: {type: " + type + "}}\n";
  }

  private static Event typed(String type, String json) {
    return line(mappingOf(type), "{\"u\":1,\"time\":0,\"x\":" + json + "}");
  }

  private static Mapping mapping(String text) {
    List<Problem> problems = new ArrayList<>();
    Mapping mapping = Mapping.read("m.yaml", text, problems).orElse(null);
    assertThat(problems).isEmpty();
    return mapping;
  }

  private static Event line(String mapping, String line) {
    return accepted(read(mapping, line));
  }

  private static Parsed<Event> read(String mapping, String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return mapping(mapping).events().json().read(bytes, 0, bytes.length);
  }

  private static Event read(LineReader<Event> reader, String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return accepted(reader.read(bytes, 0, bytes.length));
  }

  private static Event row(String mapping, String header, String row) {
    return accepted(accepted(mapping(mapping).events().csv(scan(header).cells())).read(scan(row)));
  }

  private static Rejection rejectedRow(String mapping, String header, String row) {
    return rejected(accepted(mapping(mapping).events().csv(scan(header).cells())).read(scan(row)));
  }

  private static Rejection header(String mapping, String header) {
    return rejected(mapping(mapping).events().csv(scan(header).cells()));
  }

  private static CsvRow scan(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    CsvRow row = new CsvRow();
    assertThat(row.scan(bytes, 0, bytes.length, true)).isEqualTo(bytes.length);
    return row;
  }

  private static <T> T accepted(Parsed<T> parsed) {
    assertThat(parsed).isInstanceOf(Parsed.Accepted.class);
    return ((Parsed.Accepted<T>) parsed).value();
  }

  private static Rejection rejected(Parsed<?> parsed) {
    assertThat(parsed).isInstanceOf(Parsed.Rejected.class);
    return ((Parsed.Rejected<?>) parsed).rejection();
  }
}
