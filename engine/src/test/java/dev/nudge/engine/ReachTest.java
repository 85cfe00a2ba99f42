package dev.nudge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.document.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReachTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final Duration A_MOMENT = Duration.ofSeconds(1);
  private static final Instant PUBLISHED = Instant.parse("2026-06-01T00:00:00Z");

  @Test
  void aMeasureAsksForItsWindowOfTheTypesThatItLooksAt() {
    Reach reach =
        reach("id: c\nmeasures: {n: {aggregate: count, event: purchase, over: 30d}}\nwhen: n > 3");

    assertThat(back(reach)).isCloseTo(Duration.ofDays(30 + 1), A_MOMENT);
    assertThat(reach.types()).contains(Set.of("purchase", "segment.entered", "segment.left"));
  }

  @Test
  void aMeasureOverEverythingAsksForAllThatEverHappened() {
    Reach reach = reach("id: c\nmeasures: {n: {aggregate: count}}\nwhen: n > 3");

    assertThat(reach.since(NOW.toEpochMilli())).isEqualTo(Long.MIN_VALUE);
    assertThat(reach.types()).isEmpty();
  }

  @Test
  void aPatternAsksForItsTimeAndWithoutOneForAllSinceItsPublication() {
    assertThat(back(reach("id: c\npattern: {steps: [{name: a, event: view}], within: 2h}")))
        .isCloseTo(Duration.ofDays(1).plusHours(2), A_MOMENT);
    assertThat(
            Instant.ofEpochMilli(
                reach("id: c\npattern: {steps: [{name: a, event: view}]}")
                    .since(NOW.toEpochMilli())))
        .isEqualTo(PUBLISHED);
  }

  @Test
  void whatMustComeNextMakesEveryTypeCount() {
    Reach reach =
        reach(
            "id: c\npattern: {steps: [{name: a, event: view},"
                + " {name: b, event: cart, contiguity: next}], within: 2h}");

    assertThat(reach.types()).isEmpty();
  }

  @Test
  void aCapCountsOffersOfWhichEachHadAPast() {
    Reach reach =
        reach(
            "id: c\npacing: {per_user: {at_most: 1, per: 7d}}\n"
                + "pattern: {steps: [{name: a, event: view}], within: 2h}",
            "id: rules\npolicy: {caps: {at_most: 3, per: 20d}}");

    assertThat(back(reach)).isCloseTo(Duration.ofDays(20 + 1).plusHours(2), A_MOMENT);
  }

  @Test
  void oneOfManyAsksForItsOwn() {
    CampaignSet set =
        set(
            "id: c\npattern: {steps: [{name: a, event: view}], within: 2h}",
            "id: d\nmeasures: {n: {aggregate: count, event: buy, over: 9d}}\nwhen: n > 3");

    assertThat(back(Reach.of(set))).isCloseTo(Duration.ofDays(10), A_MOMENT);
    assertThat(back(Reach.of(set, "c"))).isCloseTo(Duration.ofDays(1).plusHours(2), A_MOMENT);
    assertThat(Reach.of(set, "d").types())
        .isEqualTo(Optional.of(Set.of("buy", "segment.entered", "segment.left")));
  }

  private static Duration back(Reach reach) {
    return Duration.between(Instant.ofEpochMilli(reach.since(NOW.toEpochMilli())), NOW);
  }

  private static Reach reach(String... documents) {
    return Reach.of(set(documents));
  }

  private static CampaignSet set(String... documents) {
    List<Problem> problems = new ArrayList<>();
    List<CampaignSet.Published> published = new ArrayList<>();
    for (String document : documents) {
      CampaignReader.read("c.yaml", document, problems)
          .forEach(read -> published.add(new CampaignSet.Published(read.campaign(), 1, PUBLISHED)));
    }
    CampaignSet.Compiled compiled = CampaignSet.compile(published);
    assertThat(problems).isEmpty();
    assertThat(compiled.problems()).isEmpty();
    return compiled.campaigns();
  }
}
