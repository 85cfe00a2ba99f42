package dev.nudge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.funnel.CampaignFunnel;
import dev.nudge.engine.funnel.Funnel;
import dev.nudge.engine.funnel.StepCounts;
import dev.nudge.engine.pattern.PatternState;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The funnel that is counted is the one that all transitions come to. */
class FunnelLawTest {
  /** Its runs go on in place where nobody is told of their moves. */
  private static final String PLAIN =
      """
      id: plain
      pattern:
        steps:
          - {name: look, event: view}
          - {name: take, event: cart, times: {min: 1, max: 2}}
          - {name: pay, event: buy}
        within: 30s
      """;

  private static final Properties NOTHING = Properties.EMPTY;

  @Property(tries = 500)
  void theFunnelIsWhatAllTransitionsComeTo(@ForAll long seed) {
    CampaignSet campaigns = TestCampaigns.of(DetectorLawsTest.DOCUMENTS);
    Funnel funnel = new Funnel();
    var replay = new TestCampaigns.Replay(campaigns);
    replay.detector.count(funnel);
    for (Event event : DetectorLawsTest.events(new Random(seed))) {
      replay.take(event);

      assertThat(waiting(funnel)).isEqualTo(open(campaigns, replay.states));
    }
    replay.finish();

    assertThat(moves(funnel)).isEqualTo(moves(replay.transitions));
    assertThat(waiting(funnel)).isEqualTo(open(campaigns, replay.states));
  }

  @Property(tries = 500)
  void nobodyNeedsToBeToldOfAMoveForItToCount(@ForAll long seed) {
    List<String> documents = new ArrayList<>(List.of(DetectorLawsTest.DOCUMENTS));
    documents.add(PLAIN);
    CampaignSet campaigns = TestCampaigns.of(documents.toArray(String[]::new));
    var told = new TestCampaigns.Replay(campaigns);
    Funnel funnel = new Funnel();
    List<String> fired = new ArrayList<>();
    var detector = new Detector(campaigns);
    detector.count(funnel);
    Output output = Output.triggersTo(trigger -> fired.add(trigger.id()));
    Map<String, UserState> states = new TreeMap<>();
    for (Event event : DetectorLawsTest.events(new Random(seed))) {
      told.take(event);
      UserState state = states.computeIfAbsent(event.user(), UserState::new);
      detector.onEvent(event, state, output);
    }
    told.finish();
    states.values().forEach(state -> detector.onTime(Long.MAX_VALUE - 1, state, output));

    assertThat(moves(funnel)).isEqualTo(moves(told.transitions));
    assertThat(waiting(funnel)).isEqualTo(open(campaigns, states));
    assertThat(fired)
        .containsExactlyInAnyOrderElementsOf(told.triggers.stream().map(Trigger::id).toList());
  }

  /** Funnels of several threads, kept and read while users go from one to the other. */
  @Property(tries = 300)
  void severalFunnelsAddUpHoweverOftenTheyAreKeptAndUsersMove(@ForAll long seed) {
    Random random = new Random(seed);
    CampaignSet campaigns = TestCampaigns.of(DetectorLawsTest.DOCUMENTS);
    Funnel whole = new Funnel();
    var one = new TestCampaigns.Replay(campaigns);
    one.detector.count(whole);
    List<Funnel> parts = List.of(new Funnel(), new Funnel());
    Map<String, UserState> states = new TreeMap<>();
    for (Event event : DetectorLawsTest.events(new Random(seed))) {
      one.take(event);
      Detector detector = new Detector(campaigns);
      detector.count(parts.get(random.nextInt(parts.size())));
      UserState state = states.computeIfAbsent(event.user(), UserState::new);
      detector.onEvent(event, state, one);
      states.put(event.user(), UserState.fromBytes(state.toBytes()));
      if (random.nextInt(10) == 0) {
        parts = kept(parts, 1 + random.nextInt(3), random);
      }
    }

    Funnel sum = kept(parts, 1, random).get(0);
    assertThat(moves(sum)).isEqualTo(moves(whole));
    assertThat(people(sum)).isEqualTo(people(whole));
    assertThat(waiting(sum)).isEqualTo(waiting(whole));
  }

  /** Of runs that stand for each other one goes and nobody is told; the step may be empty then. */
  @Property(tries = 1_000)
  void whoWaitsIsCountedWhateverThePatternIs(@ForAll long seed) {
    Random random = new Random(seed);
    RandomCampaigns made = new RandomCampaigns(random);
    String[] documents = {made.document("c0"), made.document("c1"), made.document("c2")};
    CampaignSet campaigns = TestCampaigns.compile(documents).campaigns(); // those that compile
    Funnel funnel = new Funnel();
    Detector counted = new Detector(campaigns);
    counted.count(funnel);
    Map<String, UserState> states = new TreeMap<>();
    Output nobody = Output.triggersTo(trigger -> {});
    for (Event event : made.events(60)) {
      UserState state = states.computeIfAbsent(event.user(), UserState::new);
      counted.onEvent(event, state, nobody);
      if (random.nextInt(10) == 0) {
        states.put(event.user(), UserState.fromBytes(state.toBytes()));
      }

      assertThat(waiting(funnel)).isEqualTo(open(campaigns, states));
    }
    states.values().forEach(state -> counted.onTime(Long.MAX_VALUE - 1, state, nobody));
    assertThat(waiting(funnel)).isEqualTo(open(campaigns, states));
  }

  /** Of two runs that are complete at one deadline, one consumes the other, in another step. */
  @Test
  void whoseRunIsConsumedWhenItIsCompleteWaitsNoLonger() {
    CampaignSet campaigns =
        TestCampaigns.of(
            """
            id: unpaid
            pattern:
              steps:
                - name: g
                  steps: [{name: cart, event: cart}, {name: look, event: view, optional: true}]
                - {name: buy, event: buy, absent: true, where: event.item == cart.item}
              within: 10s
            """);
    Funnel funnel = new Funnel();
    var replay = new TestCampaigns.Replay(campaigns);
    replay.detector.count(funnel);
    Properties item = Properties.of(Map.of("item", "a"));
    replay.take(new Event("e1", "ann", "cart", 1_000, item));
    replay.take(new Event("e2", "ann", "view", 2_000, NOTHING));
    assertThat(waiting(funnel)).isEqualTo(open(campaigns, replay.states)).isNotEmpty();

    replay.finish();

    assertThat(replay.triggers).hasSize(1);
    assertThat(waiting(funnel).values()).allMatch(users -> users == 0);
    assertAddsUp(funnel);
  }

  @Property(tries = 200)
  void whoWasNeverCountedIsCountedByWhereTheyStand(@ForAll long seed) {
    CampaignSet campaigns = TestCampaigns.of(DetectorLawsTest.DOCUMENTS);
    var before = new TestCampaigns.Replay(campaigns);
    DetectorLawsTest.events(new Random(seed)).forEach(before::take);
    Funnel funnel = new Funnel();
    before.states.replaceAll((user, state) -> UserState.fromBytes(state.toBytes()));
    before.states.values().forEach(state -> campaigns.countStanding(state, funnel));
    assertThat(waiting(funnel)).isEqualTo(open(campaigns, before.states));

    before.detector.count(funnel);
    before.finish();

    assertThat(waiting(funnel)).isEqualTo(open(campaigns, before.states));
  }

  @Property(tries = 200)
  void whoIsGivenUpWaitsNoLonger(@ForAll long seed) {
    CampaignSet campaigns = TestCampaigns.of(DetectorLawsTest.DOCUMENTS);
    var replay = new TestCampaigns.Replay(campaigns);
    Funnel funnel = new Funnel();
    replay.detector.count(funnel);
    DetectorLawsTest.events(new Random(seed)).forEach(replay::take);

    replay.states.values().forEach(state -> CampaignSet.uncount(state, funnel));

    assertThat(waiting(funnel)).isEmpty();
  }

  @Property(tries = 300)
  void ofPeopleThoseWhoCameAreThoseWhoLeftInOneWayAndThoseWhoAreThere(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> documents = new ArrayList<>(List.of(DetectorLawsTest.DOCUMENTS));
    documents.add(PLAIN);
    CampaignSet all = TestCampaigns.of(documents.toArray(String[]::new));
    CampaignSet few = TestCampaigns.of(documents.get(random.nextInt(documents.size())));
    List<Funnel> parts = List.of(new Funnel(), new Funnel());
    Map<String, UserState> states = new TreeMap<>();
    Output nobody = Output.triggersTo(trigger -> {});
    for (Event event : DetectorLawsTest.events(random)) {
      CampaignSet campaigns = random.nextInt(20) == 0 ? few : all; // the others have ended
      Detector detector = new Detector(campaigns);
      detector.count(parts.get(random.nextInt(parts.size())));
      UserState state = states.computeIfAbsent(event.user(), UserState::new);
      detector.onEvent(event, state, nobody);
      switch (random.nextInt(20)) {
        case 0 -> parts = kept(parts, 1 + random.nextInt(3), random);
        case 1 -> {
          CampaignSet.uncount(state, parts.get(0));
          states.remove(event.user());
        }
        case 2 -> parts.forEach(campaigns::trim);
        default -> {}
      }
      assertAddsUp(kept(parts, 1, random).get(0));
    }
  }

  @Test
  void aPersonWithSeveralRunsIsOne() {
    CampaignSet campaigns = TestCampaigns.of(PLAIN);
    Funnel funnel = new Funnel();
    Detector detector = new Detector(campaigns);
    detector.count(funnel);
    UserState ann = new UserState("ann");
    Output nobody = Output.triggersTo(trigger -> {});
    String[] types = {"view", "view", "view", "cart"};
    for (int i = 0; i < types.length; i++) {
      detector.onEvent(new Event("e" + i, "ann", types[i], 1_000 + i, NOTHING), ann, nobody);
    }
    StepCounts look = funnel.campaigns().iterator().next().steps().get("look");
    assertThat(look.entered()).isEqualTo(3);
    assertThat(look.came()).isEqualTo(1);
    assertThat(look.left(StepCounts.Left.WENT_ON)).isEqualTo(1);

    detector.onEvent(new Event("late", "ann", "view", 100_000, NOTHING), ann, nobody);
    StepCounts take = funnel.campaigns().iterator().next().steps().get("take");
    assertThat(take.came()).isEqualTo(1);
    assertThat(take.left(StepCounts.Left.RAN_OUT)).isEqualTo(1);
    assertThat(look.came()).as("who comes again counts again").isEqualTo(2);

    CampaignSet.uncount(ann, funnel);
    assertThat(look.left(StepCounts.Left.LET_GO)).isEqualTo(1);
    assertAddsUp(funnel);
  }

  @Test
  void ofAFunnelThatCountedNoPeopleThoseWhoCameAreThoseWhoAreThere() {
    CampaignSet campaigns = TestCampaigns.of(PLAIN);
    Funnel funnel = new Funnel();
    StateWriter out = new StateWriter();
    out.string("plain");
    out.varint(1);
    out.varint(1);
    out.string("look");
    for (long count : new long[] {5, 1, 0, 2, 0, 0}) {
      out.zigzag(count);
    }
    out.varint(1);
    out.fixed(7);
    out.varint(1);
    out.string("look");
    out.zigzag(2);
    funnel.readRuns(new StateReader(out.toBytes()));

    StepCounts look = funnel.campaigns().iterator().next().steps().get("look");
    assertThat(look.entered()).isEqualTo(5);
    assertThat(look.came()).isEqualTo(2);
    assertAddsUp(funnel);
    campaigns.trim(funnel);
    assertThat(look.left(StepCounts.Left.LET_GO)).isEqualTo(2);
    assertAddsUp(funnel);
  }

  private static void assertAddsUp(Funnel funnel) {
    for (CampaignFunnel campaign : funnel.campaigns()) {
      Map<String, Long> waiting = campaign.waiting(key -> true);
      campaign
          .steps()
          .forEach(
              (step, counts) -> {
                long left = 0;
                for (StepCounts.Left way : StepCounts.Left.values()) {
                  left += counts.left(way);
                }
                assertThat(counts.came())
                    .as(campaign.campaign() + " " + step)
                    .isEqualTo(left + waiting.getOrDefault(step, 0L))
                    .isGreaterThanOrEqualTo(0);
              });
    }
  }

  @Test
  void whatIsForgottenOfACampaignIsForgottenWhole() {
    CampaignSet campaigns = TestCampaigns.of(DetectorLawsTest.DOCUMENTS);
    Funnel funnel = new Funnel();
    var replay = new TestCampaigns.Replay(campaigns);
    replay.detector.count(funnel);
    DetectorLawsTest.events(new Random(1)).forEach(replay::take);
    assertThat(funnel.campaigns()).hasSize(3);

    TestCampaigns.of(DetectorLawsTest.DOCUMENTS[0]).trim(funnel);

    assertThat(funnel.campaigns()).extracting(CampaignFunnel::campaign).containsOnly("abandoned");
    TestCampaigns.of(DetectorLawsTest.DOCUMENTS[2]).trim(funnel);
    assertThat(funnel.campaigns()).isEmpty();
  }

  private static List<Funnel> kept(List<Funnel> parts, int many, Random random) {
    List<Funnel> after = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      after.add(new Funnel());
    }
    for (Funnel part : parts) {
      for (CampaignFunnel campaign : part.campaigns()) {
        StateWriter out = new StateWriter();
        campaign.write(out);
        after.get(random.nextInt(many)).read(new StateReader(out.toBytes()));
      }
    }
    return after;
  }

  private static Map<String, Long> waiting(Funnel funnel) {
    Map<String, Long> waiting = new TreeMap<>();
    funnel
        .campaigns()
        .forEach(
            campaign ->
                campaign
                    .waiting(key -> true)
                    .forEach(
                        (step, users) -> waiting.put(campaign.campaign() + " " + step, users)));
    return waiting;
  }

  /** How many users have a run in a step, looked up in the states. */
  private static Map<String, Long> open(CampaignSet campaigns, Map<String, UserState> states) {
    Map<String, Long> open = new TreeMap<>();
    for (UserState state : states.values()) {
      for (int i = 0; i < state.patterns.size(); i++) {
        CompiledCampaign campaign =
            Optional.ofNullable(campaigns.ofPattern(state.patterns.keyAt(i), state.clock))
                .orElseThrow();
        PatternState runs = state.patterns.valueAt(i);
        runs.runsByStep(Optional.ofNullable(campaign.program()).orElseThrow())
            .keySet()
            .forEach(step -> open.merge(campaign.id() + " " + step, 1L, Long::sum));
      }
    }
    return open;
  }

  private static Map<String, Long> people(Funnel funnel) {
    Map<String, Long> people = new TreeMap<>();
    for (CampaignFunnel campaign : funnel.campaigns()) {
      campaign
          .steps()
          .forEach(
              (step, counts) -> {
                String at = campaign.campaign() + " " + step + " ";
                people.put(at + "came", counts.came());
                for (StepCounts.Left way : StepCounts.Left.values()) {
                  people.put(at + way, counts.left(way));
                }
              });
    }
    return people;
  }

  private static Map<String, Long> moves(Funnel funnel) {
    Map<String, Long> moves = new TreeMap<>();
    for (CampaignFunnel campaign : funnel.campaigns()) {
      for (Map.Entry<String, StepCounts> step : campaign.steps().entrySet()) {
        StepCounts counts = step.getValue();
        String at = campaign.campaign() + " " + step.getKey() + " ";
        moves.put(at + "entered", counts.entered());
        moves.put(at + "advanced", counts.advanced());
        moves.put(at + "cancelled", counts.cancelled());
        moves.put(at + "expired", counts.expired());
        moves.put(at + "skipped", counts.skipped());
        moves.put(at + "dropped", counts.dropped());
      }
    }
    moves.values().removeIf(count -> count == 0);
    return moves;
  }

  private static Map<String, Long> moves(List<Transition> transitions) {
    Map<String, Long> moves = new TreeMap<>();
    for (Transition move : transitions) {
      String at = move.campaign() + " ";
      String here = at + move.state() + " ";
      switch (move.kind()) {
        case STARTED -> moves.merge(here + "entered", 1L, Long::sum);
        case ADVANCED -> {
          if (!move.from().orElseThrow().equals(move.state())) {
            moves.merge(here + "entered", 1L, Long::sum);
            moves.merge(at + move.from().get() + " advanced", 1L, Long::sum);
          }
        }
        case COMPLETED -> moves.merge(here + "advanced", 1L, Long::sum);
        default -> moves.merge(here + move.kind().name().toLowerCase(Locale.ROOT), 1L, Long::sum);
      }
    }
    return moves;
  }
}
