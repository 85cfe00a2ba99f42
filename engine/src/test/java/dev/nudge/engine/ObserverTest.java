package dev.nudge.engine;

import static dev.nudge.engine.TestCampaigns.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.expression.Check;
import dev.nudge.engine.expression.Reading;
import dev.nudge.engine.pattern.RunSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ObserverTest {
  private static final String ABANDONED =
      """
      id: abandoned
      pattern:
        correlate_by: event.session
        steps:
          - {name: cart_add, event: cart, where: event.price > 200.0 && event.size != 'S'}
          - {name: purchase, event: purchase, absent: true}
        within: 10m
      """;

  @Test
  void aConditionThatFailsGivesItsClausesAndTheirValues() {
    assertThat(observed(ABANDONED, "u1 cart 0 price=120.0 session=s"))
        .containsExactly(
            "tried cart_add false: event.price > 200.0=false [event.price=120.0];"
                + " event.size != 'S'=no property 'size' [event.size=no property 'size']");
  }

  @Test
  void aRunTellsWhatItWaitsForAndWhatItHasTakenUntilItFires() {
    assertThat(observed(ABANDONED, "u1 cart 0 price=250.0 session=s size=L"))
        .containsExactly(
            "tried cart_add true: event.price > 200.0=true [event.price=250.0];"
                + " event.size != 'S'=true [event.size=L]",
            "STARTED cart_add attempt 0 waits DEADLINE purchase until 600 took {cart_add=1}",
            "COMPLETED cart_add attempt 0 waits DEADLINE purchase until 600 took {cart_add=1}",
            "judged FIRED at 600");
  }

  @Test
  void whatMustNotHappenCancels() {
    assertThat(
            observed(
                ABANDONED, "u1 cart 0 price=250.0 session=s size=L", "u1 purchase 1 session=s"))
        .endsWith(
            "tried purchase true: ",
            "CANCELLED cart_add attempt 0 waits DEADLINE purchase until 600 took {cart_add=1}");
  }

  @Test
  void anExpiredRunIsToldWithItsEventsAtTheTimeItWasDue() {
    Map<String, Matched> taken =
        observations(
                """
                id: two
                pattern:
                  steps: [{name: a, event: a}, {name: b, event: b}]
                  within: 10s
                """,
                "u1 a 5",
                "u1 c 100")
            .stream()
            .filter(Observation.Moved.class::isInstance)
            .map(Observation.Moved.class::cast)
            .filter(moved -> moved.kind() == Transition.Kind.EXPIRED)
            .peek(moved -> assertThat(moved.about().time()).isEqualTo(15_000))
            .findFirst()
            .orElseThrow()
            .taken();
    assertThat(taken).containsOnlyKeys("a");
    assertThat(((Matched.Events) taken.get("a")).events())
        .extracting(Event::id)
        .containsExactly("e0");
  }

  @Test
  void filtersTellWhatTheyLookedAt() {
    assertThat(
            observed(
                """
                id: filtered
                pattern:
                  among: event.bot != 1
                  correlate_by: event.session
                  distinct: event.page
                  steps: [{name: a, event: a}]
                """,
                "u1 a 0 bot=1",
                "u1 a 1 bot=0",
                "u1 a 2 bot=0 session=s page=p",
                "u1 a 3 bot=0 session=s page=p"))
        .contains(
            "AMONG event.bot != 1=false [event.bot=1]",
            "CORRELATE_BY event.session=no property 'session'"
                + " [event.session=no property 'session']",
            "DISTINCT event.page=p [event.page=p]");
  }

  @Test
  void aRunThatWaitsForOneOfTwoThingsIsToldOnceWithBoth() {
    assertThat(
            observed(
                """
                id: forked
                pattern:
                  steps: [{name: a, event: a, times: {min: 1}}, {name: b, event: b}]
                """,
                "u1 a 0"))
        .contains("STARTED a attempt 0 waits EVENT a until never, EVENT b until never took {a=1}");
  }

  @Test
  void tooEarlyIsAReasonOfItsOwn() {
    assertThat(
            observed(
                """
                id: later
                pattern:
                  steps: [{name: a, event: a}, {name: b, event: b, after: 1h}]
                """,
                "u1 a 0",
                "u1 b 60"))
        .contains("tried b false: too early");
  }

  @Test
  void aMatchThatDoesNotFireSaysWhy() {
    assertThat(
            observed(
                """
                id: rich
                measures: {n: {aggregate: count, event: a}}
                pattern:
                  steps: [{name: a, event: a}]
                when: n > 1
                """,
                "u1 a 0",
                "u1 a 1"))
        .contains("judged WHEN at 0 n > 1=false [n=1]", "judged FIRED at 1 n > 1=true [n=2]");
  }

  @Test
  void aConditionWithoutAPatternIsWeighedBeforeAndAfterTheEvent() {
    assertThat(
            observed(
                """
                id: often
                measures: {n: {aggregate: count, event: a}}
                when: n >= 2
                """,
                "u1 a 0",
                "u1 a 1"))
        .containsExactly(
            "weighed before false n >= 2=false [n=0]",
            "weighed after false n >= 2=false [n=1]",
            "weighed before false n >= 2=false [n=1]",
            "weighed after true n >= 2=true [n=2]",
            "judged FIRED at 1 n >= 2=true [n=2]");
  }

  @Test
  void anObserverChangesNothingAndNobodyNeedsToCompileForIt() {
    List<String> plain = new ArrayList<>();
    Detector detector = new Detector(TestCampaigns.of(ABANDONED));
    detector.observe(observation -> plain.add(told(observation)));
    UserState state = new UserState("u1");
    List<Trigger> triggers = new ArrayList<>();
    detector.onEvent(
        event("e0", "u1 cart 0 price=250.0 session=s size=L"),
        state,
        Output.triggersTo(triggers::add));
    assertThat(detector.open(state)).extracting(Open::campaign).containsExactly("abandoned");
    detector.onTime(600_000, state, Output.triggersTo(triggers::add));
    assertThat(triggers).hasSize(1);
    assertThat(plain).startsWith("tried cart_add true: ");
  }

  private static List<String> observed(String document, String... lines) {
    List<String> told = new ArrayList<>();
    run(document, lines, observation -> told.add(told(observation)));
    return told;
  }

  private static List<Observation> observations(String document, String... lines) {
    List<Observation> all = new ArrayList<>();
    run(document, lines, all::add);
    return all;
  }

  private static void run(String document, String[] lines, Observer observer) {
    var campaign = CampaignReader.read("c.yaml", document, new ArrayList<>()).get(0).campaign();
    CampaignSet.Compiled compiled =
        CampaignSet.compileObservable(
            List.of(new CampaignSet.Published(campaign, 1, Instant.EPOCH)));
    assertThat(compiled.problems()).isEmpty();
    Detector detector = new Detector(compiled.campaigns());
    detector.observe(observer);
    UserState state = new UserState("u1");
    detector.onProfile(Properties.of(Map.of()), OptionalLong.empty(), state);
    Output output = Output.triggersTo(trigger -> {});
    for (int i = 0; i < lines.length; i++) {
      detector.onEvent(event("e" + i, lines[i]), state, output);
    }
    detector.onTime(Long.MAX_VALUE - 1, state, output);
  }

  private static String told(Observation observation) {
    if (observation instanceof Observation.Tried tried) {
      return "tried "
          + tried.trial().part()
          + " "
          + tried.trial().held()
          + ": "
          + (tried.tooEarly() ? "too early" : told(tried.where()));
    }
    if (observation instanceof Observation.Moved moved) {
      return moved.kind()
          + " "
          + moved.step()
          + " attempt "
          + moved.runs().get(0).attempt()
          + " waits "
          + moved.runs().stream().map(ObserverTest::told).collect(Collectors.joining(", "))
          + " took "
          + moved.taken().entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().count()));
    }
    if (observation instanceof Observation.Filtered filtered) {
      return filtered.filter() + " " + told(filtered.reasons());
    }
    if (observation instanceof Observation.Judged judged) {
      return ("judged "
              + judged.verdict()
              + " at "
              + judged.about().time() / 1000
              + " "
              + told(judged.when()))
          .strip();
    }
    if (observation instanceof Observation.Weighed weighed) {
      return "weighed "
          + (weighed.withEvent() ? "after " : "before ")
          + weighed.holds()
          + " "
          + told(weighed.when());
    }
    return observation.getClass().getSimpleName();
  }

  private static String told(RunSnapshot run) {
    return run.waits().kind()
        + " "
        + run.waits().step()
        + " until "
        + (run.waits().due() == Long.MAX_VALUE ? "never" : run.waits().due() / 1000);
  }

  private static String told(Reasons reasons) {
    return reasons.checks().stream().map(ObserverTest::told).collect(Collectors.joining("; "));
  }

  private static String told(Check check) {
    return check.outcome().text()
        + "="
        + value(check.outcome())
        + check.readings().stream()
            .map(reading -> reading.text() + "=" + value(reading))
            .collect(Collectors.joining(", ", " [", "]"));
  }

  private static Object value(Reading reading) {
    return reading.value().orElse(reading.failure());
  }
}
