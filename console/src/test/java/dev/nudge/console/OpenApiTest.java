package dev.nudge.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The description from which the client of the pages is made. */
class OpenApiTest {
  private static Console console;
  private static JsonNode document;

  @BeforeAll
  static void start() throws Exception {
    console = Console.start(ConsoleSettings.local(TestDatabase.empty(), "127.0.0.1:1"));
    Browser.Answer answer = new SignedIn(console).admin().get("/api/docs");
    assertThat(answer.status()).isEqualTo(200);
    document = answer.json();
    // The queries that Nudge brings are data: see QueryTest.
    ObjectNode paths = (ObjectNode) document.get("paths");
    List<String> queries =
        paths
            .propertyStream()
            .map(Map.Entry::getKey)
            .filter(path -> path.startsWith("/api/queries/") && !path.contains("{"))
            .toList();
    assertThat(queries).contains("/api/queries/columns");
    paths.remove(queries);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void thePagesKnowWhatTheServiceSays() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    Object sorted = mapper.treeToValue(document, Object.class);
    Golden.check(Path.of("ui/openapi.json"), mapper.writeValueAsString(sorted) + "\n");
  }

  @Test
  void everyOperationHasAnIdOfItsOwnASummaryAndATypedAnswer() {
    List<String> ids = new ArrayList<>();
    for (var path : document.get("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        String where = operation.getKey() + " " + path.getKey();
        JsonNode described = operation.getValue();
        ids.add(described.path("operationId").asString());
        assertThat(described.path("operationId").asString()).as(where).matches("[a-z][a-zA-Z]+");
        assertThat(described.path("summary").asString()).as(where).isNotBlank();
        assertThat(described.path("tags")).as(where).hasSize(1);
        assertThat(described.toString()).as(where).doesNotContain("\"type\":\"object\"}");
      }
    }
    assertThat(ids).doesNotHaveDuplicates();
  }

  /** Words of the domain, as in {@code CampaignVersion}: no "MeChange", no "UpdateDto". */
  @Test
  void schemasAreCalledWhatTheyHold() {
    for (String name : document.get("components").get("schemas").propertyNames()) {
      List<String> words = List.of(name.split("(?<=[a-z])(?=[A-Z])"));
      assertThat(words)
          .as(name)
          .allMatch(word -> word.matches("[A-Z][a-z]+"))
          .doesNotContain("Me", "My", "Dto", "Pojo", "Impl", "Util", "Helper", "Request", "Object");
    }
  }

  @Test
  void everyMappedEndpointIsDescribed() {
    List<String> described = new ArrayList<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .propertyNames()
                    .forEach(
                        method ->
                            described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(
            Endpoints.of(console).stream()
                .map(Object::toString)
                .filter(endpoint -> !endpoint.startsWith("GET /api/docs"))
                .toList());
  }
}
