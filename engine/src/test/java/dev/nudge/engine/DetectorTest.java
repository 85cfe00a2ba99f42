package dev.nudge.engine;

import static dev.nudge.engine.TestCampaigns.event;
import static dev.nudge.engine.TestCampaigns.replay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.event.Properties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DetectorTest {
  private static final String ABANDONED =
      """
      id: abandoned
      status: live
      pattern:
        correlate_by: event.session
        steps:
          - {name: cart_add, event: cart, where: event.price > 200.0}
          - {name: purchase, event: purchase, absent: true}
        within: 10m
      offer: {text: "Still thinking about ${cart_add.product}?"}
      """;

  @Test
  void firesAtTheDeadlineWhenNothingWasBought() {
    var replay = replay(TestCampaigns.of(ABANDONED), "u1 cart 0 price=250.0 session=s product=p9");
    assertThat(replay.fired()).containsExactly("abandoned u1 600 timeout");
    assertThat(replay.triggers.get(0).offer()).contains(Map.of("text", "Still thinking about p9?"));
  }

  @Test
  void ofRunsWhoseTimeWasUpUnseenEachLeavesThoseThatWentLater() {
    CampaignSet campaigns =
        TestCampaigns.of(
            """
            id: outfit
            pattern:
              steps:
                - {name: clothing, event: clothing}
                - {name: shoes, event: shoes}
              within: 30m
            """);
    var replay = replay(campaigns, "u1 clothing 0", "u1 clothing 1", "u1 clothing 1", "u1 hat 90");
    assertThat(replay.transitions)
        .filteredOn(move -> move.kind() == Transition.Kind.EXPIRED)
        .extracting(Transition::open)
        .containsExactly(Map.of("clothing", 2), Map.of(), Map.of());
  }

  @Test
  void aTransitionSaysWhereItCameFromAndWhatItLeavesOpen() {
    CampaignSet campaigns =
        TestCampaigns.of(
            """
            id: outfit
            pattern:
              steps:
                - {name: clothing, event: clothing}
                - {name: shoes, event: shoes}
                - {name: coat, event: coat}
              within: 30m
            """);
    var replay =
        replay(campaigns, "u1 clothing 0", "u1 clothing 1", "u1 shoes 2", "u1 coat 3", "u1 hat 4");
    assertThat(replay.transitions)
        .extracting(
            move -> move.kind() + " " + move.from().orElse("-") + " " + move.state() + move.open())
        .containsExactly(
            "STARTED - clothing{clothing=1}",
            "STARTED - clothing{clothing=2}",
            "ADVANCED clothing shoes{shoes=2}",
            "ADVANCED clothing shoes{shoes=2}",
            "ADVANCED shoes coat{}",
            "ADVANCED shoes coat{}",
            "COMPLETED - coat{}");
  }

  @Test
  void purchaseWithinTenMinutesCancelsTheAbandonedCart() {
    assertThat(
            replay(
                    TestCampaigns.of(ABANDONED),
                    "u1 cart 0 price=250.0 session=s product=p9",
                    "u1 purchase 599.999 session=s")
                .fired())
        .isEmpty();
  }

  @Test
  void anEventExactlyAtTheDeadlineComesTooLateToCancelIt() {
    assertThat(
            replay(
                    TestCampaigns.of(ABANDONED),
                    "u1 cart 0 price=250.0 session=s product=p9",
                    "u1 purchase 600 session=s")
                .fired())
        .containsExactly("abandoned u1 600 timeout");
  }

  @Test
  void purchaseInAnotherSessionDoesNotCancel() {
    assertThat(
            replay(
                    TestCampaigns.of(ABANDONED),
                    "u1 cart 0 price=250.0 session=s product=p9",
                    "u1 purchase 5 session=t")
                .fired())
        .hasSize(1);
  }

  @Test
  void aConditionFiresAtTheEventThatMakesItTrueAndAgainOnceItHasLapsed() {
    var campaigns =
        TestCampaigns.of(
            """
            id: often
            status: live
            measures:
              views: {aggregate: count, event: view, over: 10s}
            when: views >= 2
            """);
    assertThat(
            replay(
                    campaigns,
                    "u1 view 0",
                    "u1 view 1",
                    "u1 view 2",
                    "u1 view 30",
                    "u1 other 31",
                    "u1 view 32")
                .fired())
        .containsExactly("often u1 1 condition", "often u1 32 condition");
  }

  @Test
  void measuresAreUpdatedBeforeStepConditionsSeeTheEvent() {
    var campaigns =
        TestCampaigns.of(
            """
            id: third-view
            status: live
            measures:
              of_product: {aggregate: count, event: view, by: event.product, over: 1h}
            pattern:
              steps:
                - {name: view, event: view, where: of_product == 3}
            offer: {seen: "${of_product}"}
            """);
    var replay =
        replay(
            campaigns,
            "u1 view 0 product=a",
            "u1 view 1 product=b",
            "u1 view 2 product=a",
            "u1 view 3 product=a");
    assertThat(replay.fired()).containsExactly("third-view u1 3 match");
    assertThat(replay.triggers.get(0).offer()).contains(Map.of("seen", 3L));
    assertThat(replay.triggers.get(0).measures()).containsEntry("of_product", 3L);
  }

  @Test
  void aGroupedMeasureOfAnEventWithoutGroupIsMissingForEveryUserAlike() {
    CampaignSet campaigns =
        TestCampaigns.of(
            """
            id: rare
            measures:
              of_product: {aggregate: count, event: view, by: event.product}
            pattern:
              steps: [{name: login, event: login, where: of_product < 2}]
            """);

    var replay = replay(campaigns, "new login 0", "known view 1 product=a", "known login 2");

    assertThat(replay.fired()).isEmpty();
    assertThat(replay.detector.conditionErrors().get("rare").values()).containsExactly(2L);
  }

  @Test
  void ofEventsThatAreNotKeptTheTimesAreThoseOfTheEventsAlsoOfALateOne() {
    CampaignSet campaigns =
        TestCampaigns.of(
            """
            id: views
            pattern:
              steps: [{name: views, event: view, times: 2}]
            """);

    var replay = replay(campaigns, "u1 hello 100", "u1 view 40", "u1 view 130", "u1 view 120");

    assertThat(replay.fired()).containsExactly("views u1 130 match");
    assertThat(replay.triggers.get(0).matched())
        .containsEntry("views", new Matched.Counted(2, 40_000, 130_000));
  }

  @Test
  void equalMeasuresOfTwoCampaignsAreKeptOnce() {
    String second = ABANDONED.replace("id: abandoned", "id: other");
    String measure = "measures: {n: {aggregate: count, event: cart, over: 7d}}\n";
    var replay =
        replay(
            TestCampaigns.of(measure + ABANDONED, measure.replace("n:", "carts:") + second),
            "u1 cart 0 price=250.0 session=s product=p9");
    assertThat(replay.fired()).hasSize(2);
    assertThat(replay.states.get("u1").measures.size()).isEqualTo(1);
  }

  @Test
  void anEventOlderThanTheLatenessIsRejected() {
    var replay =
        replay(
            TestCampaigns.of(ABANDONED),
            "u1 view 100000",
            "u1 cart 13599.999 price=250.0 session=s product=p9",
            "u1 cart 13600 price=250.0 session=s product=p9");
    assertThat(replay.rejected).containsExactly("e1 late");
    assertThat(replay.fired())
        .as("at the clock, not in the past")
        .containsExactly("abandoned u1 100600 timeout");
  }

  @Test
  void failuresOfConditionsAreCountedByCampaignAndReason() {
    var replay =
        replay(
            TestCampaigns.of(ABANDONED), "u1 cart 0 session=s", "u1 cart 1 price=dear session=s");
    assertThat(replay.detector.conditionErrors())
        .isEqualTo(Map.of("abandoned", Map.of("missing", 1L, "wrong type", 1L)));
  }

  @Test
  void oneBadCampaignDoesNotStopTheOthers() {
    var compiled =
        TestCampaigns.compile(
            ABANDONED, ABANDONED.replace("id: abandoned", "id: bad").replace("200.0", "nothing"));
    assertThat(compiled.problems()).singleElement().asString().startsWith("c1.yaml:6:58: error:");
    assertThat(compiled.campaigns().ids()).containsExactly("abandoned");
  }

  @Test
  void theAudienceMustHoldWhenARunStartsAndWhenItFires() {
    var campaigns = TestCampaigns.of("audience: profile.tier == 'gold'\n" + ABANDONED);
    var gold = Properties.of(Map.of("tier", "gold"));
    var silver = Properties.of(Map.of("tier", "silver"));

    var never = new TestCampaigns.Replay(campaigns);
    never.take(event("e1", "u1 cart 0 price=250.0 session=s product=p9"));
    never.detector.onProfile(gold, OptionalLong.empty(), never.states.get("u1"));
    never.finish();
    assertThat(never.fired()).as("joined after the start").isEmpty();

    var left = new TestCampaigns.Replay(campaigns);
    left.states.put("u1", new UserState("u1"));
    left.detector.onProfile(gold, OptionalLong.empty(), left.states.get("u1"));
    left.take(event("e1", "u1 cart 0 price=250.0 session=s product=p9"));
    left.detector.onProfile(silver, OptionalLong.empty(), left.states.get("u1"));
    left.finish();
    assertThat(left.fired()).as("left before it fired").isEmpty();

    var stayed = new TestCampaigns.Replay(campaigns);
    stayed.states.put("u1", new UserState("u1"));
    stayed.detector.onProfile(gold, OptionalLong.empty(), stayed.states.get("u1"));
    stayed.take(event("e1", "u1 cart 0 price=250.0 session=s product=p9"));
    stayed.finish();
    assertThat(stayed.fired()).hasSize(1);
  }

  @Test
  void triggersLieWithinTheCampaignsValidity() {
    String bounded =
        "from: 1970-01-01T00:00:10Z\nuntil: 1970-01-01T00:00:20Z\n"
            + "id: seen\nstatus: live\npattern: {steps: [{name: view, event: view}]}\n";
    assertThat(
            replay(
                    TestCampaigns.of(bounded),
                    "u1 view 9.999",
                    "u1 view 10",
                    "u1 view 19.999",
                    "u1 view 20")
                .fired())
        .containsExactly("seen u1 10 match", "seen u1 19 match");
  }

  @Test
  void transitionsTellTheStoryOfARun() {
    var replay =
        replay(
            TestCampaigns.of(
                "journal: \"[User ${event.user} entered state ${state}]\"\n" + ABANDONED),
            "u1 cart 0 price=250.0 session=s product=p9",
            "u1 purchase 5 session=s",
            "u1 cart 6 price=250.0 session=s product=p9");
    assertThat(replay.transitions.stream().map(t -> t.kind() + " " + t.state()).toList())
        .containsExactly(
            "STARTED cart_add", "CANCELLED cart_add", "STARTED cart_add", "COMPLETED cart_add");
    assertThat(replay.transitions.get(0).text()).contains("[User u1 entered state cart_add]");
  }

  @Test
  void theIdOfATriggerIsTheSameInAReplay() {
    List<String> lines = List.of("u1 cart 0 price=250.0 session=s product=p9");
    var first = replay(TestCampaigns.of(ABANDONED), lines.toArray(String[]::new));
    var second = replay(TestCampaigns.of(ABANDONED), lines.toArray(String[]::new));
    assertThat(first.triggers).isEqualTo(second.triggers);
    assertThat(first.triggers.get(0).id()).matches("[0-9a-f]{32}");
  }

  @Test
  void tooManyRunsDropTheOldestAndCountIt() {
    var campaigns =
        TestCampaigns.of(
            """
            id: pair
            status: live
            pattern:
              skip: no_skip
              steps: [{name: a, event: a}, {name: b, event: b}]
            """);
    String[] lines = new String[1006];
    for (int i = 0; i < 1005; i++) {
      lines[i] = "u1 a " + i;
    }
    lines[1005] = "u1 b 2000";
    var replay = replay(campaigns, lines);
    assertThat(replay.fired()).hasSize(1000);
    assertThat(replay.triggers.get(0).matched().get("a"))
        .isEqualTo(new Matched.Counted(1, 5_000, 5_000));
    assertThat(replay.detector.conditionErrors())
        .isEqualTo(Map.of("pair", Map.of("run dropped", 5L)));
  }

  @Test
  void aLaterVersionTakesOverAtItsPublishTime() {
    List<Problem> problems = new ArrayList<>();
    String seen = "id: seen\nstatus: live\npattern: {steps: [{name: view, event: view}]}\n";
    var document = CampaignReader.read("c.yaml", seen, problems).get(0).campaign();
    var compiled =
        CampaignSet.compile(
            List.of(
                new CampaignSet.Published(document, 1, Instant.EPOCH),
                new CampaignSet.Published(document, 2, Instant.ofEpochSecond(10))));
    var replay = replay(compiled.campaigns(), "u1 view 9", "u1 view 10");
    assertThat(replay.triggers.stream().map(Trigger::version)).containsExactly(1, 2);
  }

  @Test
  void anEditThatMeansTheSameKeepsTheRunsAndOneThatDoesNotDropsThem() {
    assertThat(firedAfterAnEdit("where:  (event.price>200.0)")).containsExactly(2);
    assertThat(firedAfterAnEdit("where: event.price > 201.0")).isEmpty();
  }

  /** A run begins under version 1; its deadline comes under version 2. */
  private static List<Integer> firedAfterAnEdit(String where) {
    List<Problem> problems = new ArrayList<>();
    String edited = ABANDONED.replace("where: event.price > 200.0", where);
    var first = CampaignReader.read("c.yaml", ABANDONED, problems).get(0).campaign();
    var second = CampaignReader.read("c.yaml", edited, problems).get(0).campaign();
    var compiled =
        CampaignSet.compile(
            List.of(
                new CampaignSet.Published(first, 1, Instant.EPOCH),
                new CampaignSet.Published(second, 2, Instant.ofEpochSecond(60))));
    assertThat(problems).isEmpty();
    assertThat(compiled.problems()).isEmpty();
    return replay(compiled.campaigns(), "u1 cart 0 price=250.0 session=s product=p9")
        .triggers
        .stream()
        .map(Trigger::version)
        .toList();
  }

  @Test
  void theJournalSaysWhichStepWasEnteredAndThatItFired() {
    CampaignSet campaigns =
        TestCampaigns.of(
            """
            id: outfit
            pattern:
              steps: [{name: dress, event: dress}, {name: shoes, event: shoes}]
            journal:
              entered: "[User ${event.user} entered state ${state}]"
              fired: "[User ${event.user} triggered offer ${dress.color} shoes]"
            ---
            id: late
            pattern:
              steps: [{name: dress, event: dress}, {name: shoes, event: hat, absent: true}]
              within: 10s
            journal: {fired: "[User ${dress.user} triggered offer hat]"}
            """);

    TestCampaigns.Replay replay =
        TestCampaigns.replay(campaigns, "ann dress 1 color=red", "ann shoes 2");

    assertThat(replay.transitions)
        .extracting(t -> t.campaign() + " " + t.kind() + " " + t.text().orElse("-"))
        .containsExactly(
            "late STARTED -",
            "outfit STARTED [User ann entered state dress]",
            "outfit ADVANCED [User ann entered state shoes]",
            "outfit COMPLETED [User ann triggered offer red shoes]",
            "late COMPLETED [User ann triggered offer hat]");
  }

  @Test
  void aJournalOfFiringWantsAPattern() {
    assertThat(
            TestCampaigns.compile(
                    """
                    id: loyal
                    measures: {n: {aggregate: count, event: buy}}
                    when: n == 3
                    journal: {fired: "third"}
                    """)
                .problems())
        .singleElement()
        .asString()
        .startsWith("c0.yaml:4:18: error: 'fired' stands with the transition of a run");
  }
}
