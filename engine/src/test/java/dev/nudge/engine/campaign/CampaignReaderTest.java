package dev.nudge.engine.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.campaign.Repeat.Times;
import dev.nudge.engine.document.Json;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.event.Null;
import dev.nudge.engine.measure.Aggregates;
import dev.nudge.engine.measure.MeasureSpec;
import dev.nudge.engine.measure.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CampaignReaderTest {
  private final List<Problem> problems = new ArrayList<>();

  @Test
  void everyKeyArrivesInTheRecords() throws IOException {
    String yaml = Files.readString(Path.of("src/test/resources/campaigns/good/everything.yaml"));
    Campaign campaign = read(yaml).campaign();

    assertThat(campaign.id()).hasToString("everything");
    assertThat(campaign.name().orElseThrow()).hasToString("Every key there is");
    assertThat(campaign.status()).isEqualTo(Campaign.Status.PAUSED);
    assertThat(campaign.from()).contains(Instant.parse("2026-11-01T00:00:00Z"));
    assertThat(campaign.until()).contains(Instant.parse("2026-12-31T23:00:00Z"));
    assertThat(campaign.published()).contains(Instant.parse("2026-10-30T12:00:00Z"));
    assertThat(campaign.audience().orElseThrow())
        .hasToString("profile.tier in ['gold', 'platinum']");
    assertThat(campaign.when().orElseThrow()).hasToString("spend_30d > 500.0");
    assertThat(campaign.journal().orElseThrow().entered().orElseThrow())
        .hasToString("[User ${event.user} entered state ${state}]");
  }

  @Test
  void measuresKeepTheirOrderAndWindows() throws IOException {
    String yaml = Files.readString(Path.of("src/test/resources/campaigns/good/everything.yaml"));
    List<MeasureSpec> measures = read(yaml).campaign().measures();

    assertThat(measures)
        .extracting(MeasureSpec::aggregate)
        .containsExactly(
            Aggregates.COUNT,
            Aggregates.SUM,
            Aggregates.MIN,
            Aggregates.MAX,
            Aggregates.AVG,
            Aggregates.DISTINCT,
            Aggregates.FIRST,
            Aggregates.LAST,
            Aggregates.TOP,
            Aggregates.COUNT);
    assertThat(measures)
        .extracting(MeasureSpec::window)
        .containsExactly(
            new Window.All(),
            new Window.Sliding(Duration.ofDays(30)),
            new Window.Between(
                new Window.Bound.Calendar(Window.Bound.Unit.DAY, 0, Window.Bound.Unit.DAY),
                Optional.empty()),
            new Window.Between(
                new Window.Bound.Publish(Duration.ofDays(-3)),
                Optional.of(new Window.Bound.Publish(Duration.ofDays(1)))),
            new Window.Between(new Window.Bound.Publish(Duration.ZERO), Optional.empty()),
            new Window.Sliding(Duration.ofMinutes(90)),
            new Window.All(),
            new Window.All(),
            new Window.Between(
                new Window.Bound.At(Instant.parse("2026-11-01T00:00:00Z")),
                Optional.of(new Window.Bound.At(Instant.parse("2026-12-01T00:00:00Z")))),
            new Window.All());
    assertThat(measures).extracting(MeasureSpec::k).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 3, 0);
    assertThat(measures.get(2).events()).hasToString("[view, cart]");
    assertThat(measures.get(7).by().orElseThrow()).hasToString("event.site");
    assertThat(measures.get(9).sequence())
        .hasToString(
            "[SequenceElement[events=[B], where=Optional.empty],"
                + " SequenceElement[events=[E, F], where=Optional[event.ok]]]");
  }

  @Test
  void stepsKeepTheirOrderAndDefaults() throws IOException {
    String yaml = Files.readString(Path.of("src/test/resources/campaigns/good/everything.yaml"));
    PatternSpec pattern = read(yaml).campaign().pattern().orElseThrow();

    assertThat(pattern.within()).contains(Duration.ofHours(2));
    assertThat(pattern.skip()).isEqualTo(Skip.of(Skip.Strategy.NO_SKIP));
    assertThat(pattern.steps())
        .extracting(step -> step.repeat().times())
        .containsExactly(
            new Times(2, 5), new Times(3, 3), new Times(2, Times.UNBOUNDED), Times.ONCE);
    assertThat(pattern.steps())
        .extracting(StepSpec::contiguity)
        .containsExactly(
            Contiguity.FOLLOWED_BY,
            Contiguity.FOLLOWED_BY_ANY,
            Contiguity.NEXT,
            Contiguity.FOLLOWED_BY);
    StepSpec cart = pattern.steps().get(2);
    assertThat(cart.events()).hasToString("[cart, basket]");
    assertThat(cart.after()).contains(Duration.ofMinutes(1));
    assertThat(cart.within()).contains(Duration.ofHours(1));
    assertThat(pattern.steps())
        .extracting(StepSpec::absent)
        .containsExactly(false, false, false, true);
  }

  @Test
  void theLeastDocumentHasTheDefaultsOfTheReference() {
    Campaign campaign = read("id: a\npattern: {steps: [{name: s}]}").campaign();
    assertThat(campaign.status()).isEqualTo(Campaign.Status.LIVE);
    PatternSpec pattern = campaign.pattern().orElseThrow();
    assertThat(pattern.skip()).isEqualTo(Skip.PAST_LAST_EVENT);
    StepSpec step = pattern.steps().get(0);
    assertThat(step.events()).isEmpty();
    assertThat(step.repeat().times()).isEqualTo(Times.ONCE);
    assertThat(step.contiguity()).isEqualTo(Contiguity.FOLLOWED_BY);
  }

  @Test
  void anOfferIsAnyJson() {
    Campaign campaign =
        read("id: a\npattern: {steps: [{name: s}]}\noffer: {a: 1, b: [1.5, true, null, 'x']}")
            .campaign();
    assertThat(campaign.offer())
        .contains(
            new Json.Obj(
                Map.of(
                    "a",
                    new Json.Scalar(1L),
                    "b",
                    new Json.Arr(
                        List.of(
                            new Json.Scalar(1.5),
                            new Json.Scalar(true),
                            new Json.Scalar(Null.NULL),
                            new Json.Str(Text.at(new Position("", 1, 1), "x")))))));
  }

  @Test
  void anExpressionKnowsThePlaceOfEachOfItsCharacters() {
    Campaign campaign =
        read("""
                id: a
                pattern:
                  steps:
                    - name: s
                      where: >-
                        event.price > 1
                        && event.x
                """)
            .campaign();
    Text where = campaign.pattern().orElseThrow().steps().get(0).where().orElseThrow();
    assertThat(where).hasToString("event.price > 1 && event.x");
    assertThat(where.position(where.value().indexOf("event.x"))).hasToString("f.yaml:7:12");
  }

  @Test
  void aNumberOrTruthValueIsAnExpressionAsItIsWritten() {
    Campaign campaign =
        read("id: a\nwhen: true\npattern: {steps: [{name: s, where: 1}]}").campaign();
    assertThat(campaign.when().orElseThrow()).hasToString("true");
  }

  @Test
  void whatCouldBeReadOfABrokenDocumentIsThereForFurtherChecks() {
    CampaignDocument document =
        CampaignReader.read(
                "f.yaml",
                """
                id: Broken
                measures:
                  n: {aggregate: sum}
                pattern:
                  steps:
                    - name: not-a-name
                      wher: event.x
                    - {event: b, where: event.y}
                  within: soon
                when: n > 1
                """,
                problems)
            .get(0);
    assertThat(document.sound()).isFalse();
    assertThat(problems).hasSize(6);
    Campaign campaign = document.campaign();
    assertThat(campaign.measures().get(0).value().orElseThrow()).hasToString("dyn(0)");
    List<StepSpec> steps = campaign.pattern().orElseThrow().steps();
    assertThat(steps).extracting(step -> step.name().value()).containsExactly("step_1", "step_2");
    assertThat(steps.get(0).where().orElseThrow()).hasToString("event.x");
    assertThat(steps.get(1).where().orElseThrow()).hasToString("event.y");
    assertThat(campaign.when().orElseThrow()).hasToString("n > 1");
  }

  @Test
  void aWarningLeavesTheDocumentSound() {
    CampaignDocument document =
        CampaignReader.read(
                "f.yaml", "id: a\npattern: {steps: [{name: s, contiguity: next}]}", problems)
            .get(0);
    assertThat(document.sound()).isTrue();
    assertThat(problems).extracting(Problem::severity).containsExactly(Problem.Severity.WARNING);
  }

  @Test
  void duplicateIdsAreFoundAcrossFiles() {
    List<Campaign> campaigns = new ArrayList<>();
    for (String file : List.of("a.yaml", "b.yaml", "c.yaml")) {
      String id = file.equals("b.yaml") ? "other" : "same";
      CampaignReader.read(file, "id: " + id + "\npattern: {steps: [{name: s}]}", problems)
          .forEach(document -> campaigns.add(document.campaign()));
    }
    assertThat(DuplicateIds.among(campaigns))
        .extracting(Problem::toString)
        .containsExactly("c.yaml:1:5: error: duplicate id 'same', first at a.yaml:1:5");
  }

  private CampaignDocument read(String yaml) {
    List<CampaignDocument> campaigns = CampaignReader.read("f.yaml", yaml, problems);
    assertThat(problems).isEmpty();
    assertThat(campaigns).hasSize(1);
    assertThat(campaigns.get(0).sound()).isTrue();
    return campaigns.get(0);
  }
}
