package dev.nudge.engine.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.document.Problem;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.json.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A table of products, and one of users, as the changes of their rows. */
class CatalogOfChangesTest {
  private static final String MAPPING =
      """
      user: u
      type: {constant: view}
      profiles: {envelope: debezium, user: id}
      catalog: {envelope: debezium, key: id, event: product_id, properties: {category: kind}, rest: drop}
      """;

  private final Mapping mapping = mapping(MAPPING);

  @Test
  void rowsThatWereThereBeforeTheStreamAndThoseThatCameAreThings() {
    Catalog catalog = new Catalog();

    List<Parsed<CatalogEntry>> read =
        into(
            catalog,
            row("r", "null", "{\"id\":1,\"kind\":\"shoes\"}"),
            row("c", "null", "{\"id\":2,\"kind\":\"hats\"}"),
            row("u", "{\"id\":2,\"kind\":\"hats\"}", "{\"id\":2,\"kind\":\"coats\"}"));

    assertThat(read).hasSize(3).allMatch(Parsed.Accepted.class::isInstance);
    assertThat(enriched(catalog, 1L)).isEqualTo(Map.of("product_id", 1L, "category", "shoes"));
    assertThat(enriched(catalog, 2L)).isEqualTo(Map.of("product_id", 2L, "category", "coats"));
  }

  @Test
  void aDeletedRowRemovesTheThingAndItsTombstoneSaysNothing() {
    Catalog catalog = new Catalog();

    into(catalog, row("c", "null", "{\"id\":1,\"kind\":\"shoes\"}"));
    List<Parsed<CatalogEntry>> read =
        into(catalog, row("d", "{\"id\":1,\"kind\":\"shoes\"}", "null"), "null");

    assertThat(read).hasSize(1);
    assertThat(catalog.size()).isZero();
    assertThat(mapping.catalogHasTombstones()).isTrue();
    assertThat(Mapping.canonical().catalogHasTombstones()).isFalse();
  }

  @Test
  void whatIsChosenIsSaid() {
    Catalog catalog = new Catalog();
    Mapping kept =
        mapping(
            """
            user: u
            type: {constant: view}
            catalog:
              envelope: {format: debezium, operations: [insert, update]}
              key: id
              where: record.kind != 'secret'
              properties: {big: {compute: record.id > 1}}
            """);

    read(
        kept,
        catalog,
        row("r", "null", "{\"id\":1,\"kind\":\"shoes\"}"),
        row("c", "null", "{\"id\":2,\"kind\":\"hats\"}"),
        row("c", "null", "{\"id\":3,\"kind\":\"secret\"}"),
        row("d", "{\"id\":2,\"kind\":\"hats\"}", "null"));

    assertThat(catalog.things())
        .singleElement()
        .satisfies(
            thing ->
                assertThat(thing.properties().toMap())
                    .isEqualTo(Map.of("kind", "hats", "big", true)));
  }

  @Test
  void aUserWhoWasThereBeforeTheStreamHasAProfile() {
    byte[] line = row("r", "null", "{\"id\":7,\"tier\":\"gold\"}").getBytes(StandardCharsets.UTF_8);
    List<Parsed<ProfileUpdate>> read = new ArrayList<>();

    mapping.profiles().json().readAll(line, 0, line.length, 0, read::add);

    assertThat(read)
        .singleElement()
        .isInstanceOfSatisfying(
            Parsed.Accepted.class,
            accepted ->
                assertThat(((ProfileUpdate) accepted.value()).properties().toMap())
                    .isEqualTo(Map.of("tier", "gold")));
  }

  private List<Parsed<CatalogEntry>> into(Catalog catalog, String... lines) {
    return read(mapping, catalog, lines);
  }

  private static List<Parsed<CatalogEntry>> read(
      Mapping mapping, Catalog catalog, String... lines) {
    LineReader<CatalogEntry> reader = mapping.catalog().orElseThrow().json();
    List<Parsed<CatalogEntry>> read = new ArrayList<>();
    for (String line : lines) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      reader.readAll(bytes, 0, bytes.length, 0, read::add);
    }
    for (Parsed<CatalogEntry> parsed : read) {
      if (parsed instanceof Parsed.Accepted<CatalogEntry> accepted) {
        catalog.put(accepted.value());
      }
    }
    return read;
  }

  private static Map<String, Object> enriched(Catalog catalog, long product) {
    Event event = new Event("e", "u", "view", 0, Properties.of(Map.of("product_id", product)));
    return catalog.enrich(event, "product_id").properties().toMap();
  }

  private static Mapping mapping(String text) {
    List<Problem> problems = new ArrayList<>();
    Mapping mapping = Mapping.read("m.yaml", text, problems).orElse(Mapping.canonical());
    assertThat(problems).isEmpty();
    return mapping;
  }

  private static String row(String op, String before, String after) {
    return "{\"before\":"
        + before
        + ",\"after\":"
        + after
        + ",\"source\":{\"db\":\"shop\",\"table\":\"t\",\"ts_ms\":1795168800000},\"op\":\""
        + op
        + "\",\"ts_ms\":1795168800823}";
  }
}
