package dev.nudge.engine.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.nudge.engine.document.Document;
import dev.nudge.engine.document.DocumentReader;
import dev.nudge.engine.document.Keys;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.measure.Aggregates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema and the reader accept the same documents, as far as a schema can say. */
class CampaignSchemaTest {
  private static final String TEXT = resource();
  private static final Node SCHEMA = parse("campaign.schema.json", TEXT).get(0).root();
  private static final Schema VALIDATOR =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(TEXT, InputFormat.JSON);

  private static final Map<String, Keys> LEVELS =
      Map.ofEntries(
          Map.entry("", CampaignGrammar.CAMPAIGN),
          Map.entry("$defs/journal", CampaignGrammar.JOURNAL),
          Map.entry("$defs/pattern", CampaignGrammar.PATTERN),
          Map.entry("$defs/step", CampaignGrammar.STEP),
          Map.entry("$defs/group", CampaignGrammar.GROUP),
          Map.entry("$defs/times", CampaignGrammar.TIMES),
          Map.entry("$defs/skip_to", CampaignGrammar.SKIP),
          Map.entry("$defs/measure", CampaignGrammar.MEASURE),
          Map.entry("$defs/sequence", CampaignGrammar.SEQUENCE),
          Map.entry("$defs/window", CampaignGrammar.WINDOW),
          Map.entry("$defs/pacing", CampaignGrammar.PACING),
          Map.entry("$defs/cap", CampaignGrammar.CAP),
          Map.entry("$defs/quiet", CampaignGrammar.QUIET),
          Map.entry("$defs/holdout", CampaignGrammar.HOLDOUT),
          Map.entry("$defs/variant", CampaignGrammar.VARIANT),
          Map.entry("$defs/goal", CampaignGrammar.GOAL),
          Map.entry("$defs/budget", CampaignGrammar.BUDGET),
          Map.entry("$defs/policy", CampaignGrammar.POLICY),
          Map.entry("$defs/policy_cap", CampaignGrammar.POLICY_CAP));

  @Test
  void everyLevelOfTheGrammarIsInTheSchema() {
    assertThat(LEVELS.values())
        .containsExactlyInAnyOrderElementsOf(CampaignGrammar.GRAMMAR.levels());
  }

  @Test
  void theSchemaKnowsTheReadersKeysAndNoOthers() {
    LEVELS.forEach(
        (path, keys) -> {
          assertThat(keys(at(path + "/properties")))
              .as(path)
              .containsExactlyInAnyOrderElementsOf(keys.known());
          assertThat(at(path + "/additionalProperties").describe()).isEqualTo("false");
        });
  }

  @Test
  void everyKeyOfTheSchemaHasATitleAndADescription() {
    LEVELS.forEach(
        (path, keys) ->
            keys.known()
                .forEach(
                    key -> {
                      Node property = at(path + "/properties/" + key);
                      List<String> said = new ArrayList<>(keys(property));
                      if (key.equals("pattern")) {
                        said.addAll(keys(at("$defs/pattern")));
                      }
                      assertThat(said).as(key).contains("title", "description");
                    }));
  }

  @Test
  void theSchemaOffersTheReadersChoices() {
    assertThat(strings("properties/status/enum")).isEqualTo(words(Campaign.Status.values()));
    assertThat(strings("$defs/measure/properties/aggregate/enum"))
        .isEqualTo(List.copyOf(Aggregates.byName().keySet()));
    assertThat(strings("$defs/step/properties/contiguity/enum"))
        .isEqualTo(words(Contiguity.values()));
    assertThat(strings("$defs/step/properties/loop/enum")).isEqualTo(words(Repeat.Loop.values()));
    List<String> skips = new ArrayList<>(strings("$defs/plain_skip/enum"));
    skips.addAll(CampaignGrammar.SKIP.known());
    assertThat(skips).containsExactlyInAnyOrderElementsOf(words(Skip.Strategy.values()));
  }

  @Test
  void theSchemaRefusesTheReadersReservedNames() {
    TreeSet<String> reserved = new TreeSet<>(Names.OURS);
    reserved.addAll(Names.CELS);
    assertThat(new TreeSet<>(strings("$defs/name/not/enum"))).isEqualTo(reserved);
  }

  static Stream<Path> good() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/campaigns/good"))) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("good")
  void bothAcceptGoodDocuments(Path file) throws IOException {
    String text = Files.readString(file);
    List<Problem> problems = new ArrayList<>();
    List<CampaignDocument> campaigns =
        CampaignReader.read(file.getFileName().toString(), text, problems);
    assertThat(problems).isEmpty();
    assertThat(campaigns).isNotEmpty().allMatch(CampaignDocument::sound);
    for (Document document : parse(file.getFileName().toString(), text)) {
      if (document.root() instanceof Node.Mapping) {
        assertThat(VALIDATOR.validate(json(document.root()), InputFormat.JSON)).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{id: a}",
        "{id: A, pattern: {steps: [{name: a}]}}",
        "{id: -a, pattern: {steps: [{name: a}]}}",
        "{id: 1, pattern: {steps: [{name: a}]}}",
        "{id: a, nam: x, pattern: {steps: [{name: a}]}}",
        "{id: a, name: 3, pattern: {steps: [{name: a}]}}",
        "{id: a, status: running, pattern: {steps: [{name: a}]}}",
        "{id: a, from: 2026-11-01, pattern: {steps: [{name: a}]}}",
        "{id: a, until: 5, pattern: {steps: [{name: a}]}}",
        "{id: a, audience: [x], pattern: {steps: [{name: a}]}}",
        "{id: a, audience: ' ', pattern: {steps: [{name: a}]}}",
        "{id: a, when: null, pattern: {steps: [{name: a}]}}",
        "{id: a, journal: 3, pattern: {steps: [{name: a}]}}",
        "{id: a, pacing: {}, pattern: {steps: [{name: a}]}}",
        "{id: a, pattern: {}}",
        "{id: a, pattern: {steps: []}}",
        "{id: a, pattern: {steps: a}}",
        "{id: a, pattern: {steps: [a]}}",
        "{id: a, pattern: {steps: [{event: a}]}}",
        "{id: a, pattern: {steps: [{name: a-b}]}}",
        "{id: a, pattern: {steps: [{name: event}]}}",
        "{id: a, pattern: {steps: [{name: a, loop: relaxed}]}}",
        "{id: a, pattern: {steps: [{name: a, event: []}]}}",
        "{id: a, pattern: {steps: [{name: a, event: [1]}]}}",
        "{id: a, pattern: {steps: [{name: a, times: 0}]}}",
        "{id: a, pattern: {steps: [{name: a, times: 1.5}]}}",
        "{id: a, pattern: {steps: [{name: a, times: {}}]}}",
        "{id: a, pattern: {steps: [{name: a, times: {min: 0}}]}}",
        "{id: a, pattern: {steps: [{name: a, times: {least: 2}}]}}",
        "{id: a, pattern: {steps: [{name: a, contiguity: near}]}}",
        "{id: a, pattern: {steps: [{name: a}, {name: b, after: 10}]}}",
        "{id: a, pattern: {steps: [{name: a}, {name: b, after: 10 m}]}}",
        "{id: a, pattern: {steps: [{name: a}, {name: b, after: 1m1h}]}}",
        "{id: a, pattern: {steps: [{name: a}, {name: b, absent: 'true', within: 1m}]}}",
        "{id: a, pattern: {steps: [{name: a}, {name: b, absent: true, times: 2, within: 1m}]}}",
        "{id: a, pattern: {steps: [{name: a}, {name: b, absent: true, after: 1s, within: 1m}]}}",
        "{id: a, pattern: {steps: [{name: a}], skip: to_first}}",
        "{id: a, pattern: {steps: [{name: a}], skip: {to_next: a}}}",
        "{id: a, pattern: {steps: [{name: a}], skip: {to_first: a, to_last: a}}}",
        "{id: a, pattern: {steps: [{steps: []}]}}",
        "{id: a, pattern: {steps: [{steps: [{event: a}]}]}}",
        "{id: a, pattern: {steps: [{event: a, steps: [{name: a}]}]}}",
        "{id: a, pattern: {steps: [{steps: [{name: a}], until: event.x}]}}",
        "{id: a, pattern: {steps: [{name: a, times: 2, loop: strict}]}}",
        "{id: a, pattern: {steps: [{name: a}, {name: b, absent: true, greedy: true, within: 1m}]}}",
        "{id: a, measures: {n: {aggregate: count}}}",
        "{id: a, when: true}",
        "{id: a, when: n, measures: {}}",
        "{id: a, when: n, measures: {n: {}}}",
        "{id: a, when: n, measures: {n: {aggregate: median, value: event.x}}}",
        "{id: a, when: n, measures: {n: {aggregate: count, value: event.x}}}",
        "{id: a, when: n, measures: {n: {aggregate: sum}}}",
        "{id: a, when: n, measures: {n: {aggregate: top, value: event.x}}}",
        "{id: a, when: n, measures: {n: {aggregate: top, k: 0, value: event.x}}}",
        "{id: a, when: n, measures: {n: {aggregate: sum, k: 1, value: event.x}}}",
        "{id: a, when: n, measures: {n: {aggregate: count, sequence: [{event: a}]}}}",
        "{id: a, when: n, measures: {n: {aggregate: count, event: c, sequence: [{event: a}, {}]}}}",
        "{id: a, when: n, measures: {n: {aggregate: count, sequence: [{event: a}, {step: b}]}}}",
        "{id: a, when: n, measures: {n: {aggregate: sum, value: 1, sequence: [{}, {}]}}}",
        "{id: a, when: n, measures: {n: {aggregate: count, over: day}}}",
        "{id: a, when: n, measures: {n: {aggregate: count, over: {to: publish}}}}",
        "{id: a, when: n, measures: {n: {aggregate: count, over: {from: publish - 3}}}}",
        "{id: a, when: n, measures: {n: {aggregate: count, over: {from: day - 2h}}}}",
        "{id: a, when: n, measures: {n-m: {aggregate: count}}}",
      })
  void bothRefuseBadStructure(String yaml) {
    List<Problem> problems = new ArrayList<>();
    List<CampaignDocument> campaigns = CampaignReader.read("bad.yaml", yaml, problems);
    assertThat(problems).isNotEmpty();
    assertThat(campaigns).noneMatch(CampaignDocument::sound);
    String json = json(parse("bad.yaml", yaml).get(0).root());
    assertThat(VALIDATOR.validate(json, InputFormat.JSON)).isNotEmpty();
  }

  private static List<String> words(Enum<?>[] constants) {
    return Arrays.stream(constants).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
  }

  private static List<String> strings(String path) {
    return ((Node.Listing) at(path))
        .elements().stream().map(e -> ((Node.Scalar) e).text().value()).toList();
  }

  private static List<String> keys(Node node) {
    return ((Node.Mapping) node).entries().stream().map(e -> e.key().value()).toList();
  }

  private static Node at(String path) {
    Node node = SCHEMA;
    for (String key : path.split("/", -1)) {
      if (!key.isEmpty()) {
        node =
            ((Node.Mapping) node)
                .entries().stream()
                    .filter(e -> e.key().value().equals(key))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + path))
                    .value();
      }
    }
    return node;
  }

  private static List<Document> parse(String file, String text) {
    List<Problem> problems = new ArrayList<>();
    List<Document> documents = DocumentReader.read(file, text, problems);
    assertThat(problems).isEmpty();
    return documents;
  }

  private static String json(Node node) {
    if (node instanceof Node.Mapping mapping) {
      return mapping.entries().stream()
          .map(e -> quoted(e.key().value()) + ":" + json(e.value()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (node instanceof Node.Listing listing) {
      return listing.elements().stream()
          .map(CampaignSchemaTest::json)
          .collect(Collectors.joining(",", "[", "]"));
    }
    Node.Scalar scalar = (Node.Scalar) node;
    return switch (scalar.type()) {
      case STRING -> quoted(scalar.text().value());
      case NULL -> "null";
      case INTEGER, DECIMAL, BOOLEAN -> scalar.text().value();
    };
  }

  private static String quoted(String text) {
    return text.chars()
        .mapToObj(c -> String.format("\\u%04x", c))
        .collect(Collectors.joining("", "\"", "\""));
  }

  private static String resource() {
    try (InputStream in = Campaign.class.getResourceAsStream("/campaign.schema.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
