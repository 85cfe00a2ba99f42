package dev.nudge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.funnel.CampaignFunnel;
import dev.nudge.engine.funnel.Funnel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/**
 * Runs that are kept together do what they would do one by one: where all moves are told, they are
 * kept one by one.
 */
class CohortLawTest {
  @Property(tries = 1500, shrinking = ShrinkingMode.OFF)
  void runsKeptTogetherDoWhatTheyDoOneByOne(@ForAll long seed) {
    Random random = new Random(seed);
    String document = document(random);
    CampaignSet campaigns = TestCampaigns.of(document);
    Side told = new Side(campaigns, () -> true);
    int seldom = random.nextInt(3) * 5;
    Side untold = new Side(campaigns, () -> seldom > 0 && random.nextInt(seldom) == 0);
    for (Event event : events(random)) {
      told.take(event);
      untold.take(event);
      if (random.nextInt(4) == 0) {
        untold.writeAndRead();
      }

      assertThat(untold.open()).as(document).isEqualTo(told.open());
      assertThat(untold.fired).as(document).isEqualTo(told.fired);
      assertThat(untold.funnel()).as(document).isEqualTo(told.funnel());
    }
    told.finish();
    untold.finish();

    assertThat(untold.fired).as(document).isEqualTo(told.fired);
    assertThat(untold.funnel()).as(document).isEqualTo(told.funnel());
    Statistics.label("fires").collect(!told.fired.isEmpty());
    Statistics.label("fires").coverage(check -> check.check(true).percentage(p -> p > 40));
  }

  /** One user's events, told of all moves, of none, or of some. */
  private static final class Side implements Output {
    final List<String> fired = new ArrayList<>();
    private final CampaignSet campaigns;
    private final Detector detector;
    private final Funnel funnel = new Funnel();
    private final BooleanSupplier wants;
    private UserState state = new UserState("u");

    Side(CampaignSet campaigns, BooleanSupplier wants) {
      this.campaigns = campaigns;
      this.wants = wants;
      this.detector = new Detector(campaigns);
      detector.count(funnel);
    }

    void take(Event event) {
      detector.onEvent(event, state, this);
    }

    void finish() {
      detector.onTime(Long.MAX_VALUE - 1, state, this);
    }

    void writeAndRead() {
      byte[] bytes = state.toBytes();
      state = UserState.fromBytes(bytes);
      assertThat(state.toBytes()).isEqualTo(bytes);
    }

    /** Runs whose time is up may still be there; the clock alone says when they are looked at. */
    List<String> open() {
      List<String> open = new ArrayList<>();
      for (int i = 0; i < state.patterns.size(); i++) {
        CompiledCampaign campaign =
            Optional.ofNullable(campaigns.ofPattern(state.patterns.keyAt(i), state.clock))
                .orElseThrow();
        state
            .patterns
            .valueAt(i)
            .open(Optional.ofNullable(campaign.program()).orElseThrow())
            .stream()
            .filter(run -> run.waits().due() > state.clock)
            .map(
                run ->
                    run.key()
                        + " since "
                        + run.since()
                        + ", last "
                        + run.lastTime()
                        + ": "
                        + run.waits()
                        + run.taken().events().stream().map(Event::id).toList())
            .sorted()
            .forEach(open::add);
      }
      return open;
    }

    Map<String, String> funnel() {
      Map<String, String> counts = new TreeMap<>();
      for (CampaignFunnel campaign : funnel.campaigns()) {
        campaign
            .steps()
            .forEach(
                (step, count) ->
                    counts.put(
                        step,
                        "entered "
                            + count.entered()
                            + ", advanced "
                            + count.advanced()
                            + ", cancelled "
                            + count.cancelled()
                            + ", consumed "
                            + count.skipped()));
      }
      return counts;
    }

    @Override
    public void trigger(Trigger trigger) {
      fired.add(trigger.id() + " " + trigger.time() + " " + trigger.matched());
    }

    @Override
    public void transition(Transition transition) {}

    @Override
    public void rejected(Event event, String reason) {
      throw new AssertionError(reason);
    }

    @Override
    public boolean wantsTransitions(String campaign, boolean journal, String user) {
      return wants.getAsBoolean();
    }
  }

  /** A pattern that begins with several events of one kind. */
  private static String document(Random random) {
    String first = random.nextBoolean() ? "view" : "[view, cart]";
    String where = random.nextInt(3) == 0 ? ", where: \"event.p == 'x'\"" : "";
    List<String> steps = new ArrayList<>();
    steps.add("{name: a, event: %s%s, times: %s}".formatted(first, where, pick(random, TIMES)));
    if (random.nextInt(3) == 0) {
      steps.add("{name: b, event: view, times: 2}");
    }
    switch (random.nextInt(4)) {
      case 0 -> steps.add("{name: z, event: buy}");
      case 1 -> steps.add("{name: z, event: buy, absent: true}");
      case 2 -> steps.add("{name: z, event: buy, absent: true, contiguity: next}");
      default -> {}
    }
    boolean hasEnd = steps.get(steps.size() - 1).contains("absent: true}");
    String within =
        hasEnd || random.nextInt(4) > 0 ? "\n  within: " + (5 + random.nextInt(40)) + "s" : "";
    String skip = pick(random, SKIPS);
    return """
    id: together
    pattern:
      steps:
        - %s%s%s
      skip: %s
    %soffer: {first: "${a[0].p}"}
    """
        .formatted(
            String.join("\n    - ", steps),
            within,
            random.nextInt(3) == 0
                ? "\n  correlate_by: event.s"
                : random.nextInt(4) == 0 ? "\n  distinct: event.s" : "",
            skip,
            random.nextInt(4) == 0
                ? "measures:\n  n: {aggregate: count, event: view, over: 20s}\naudience: n % 4 != 2\n"
                : "");
  }

  private static final List<String> TIMES = List.of("2", "3", "5", "{min: 3}", "{min: 2, max: 4}");
  private static final List<String> SKIPS =
      List.of("past_last_event", "no_skip", "to_next", "{to_last: a}", "{to_first: a}");

  private static String pick(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static List<Event> events(Random random) {
    List<Event> events = new ArrayList<>();
    long time = 1_700_000_000L;
    int count = 5 + random.nextInt(40);
    for (int i = 0; i < count; i++) {
      time += random.nextInt(5);
      long at = random.nextInt(10) == 0 ? time - random.nextInt(8) : time;
      String type = pick(random, List.of("view", "view", "view", "cart", "buy"));
      events.add(
          new Event(
              "e" + i,
              "u",
              type,
              at * 1000,
              Properties.of(
                  Map.of(
                      "p",
                      pick(random, List.of("x", "x", "y")),
                      "s",
                      pick(random, List.of("s", "t"))))));
    }
    return events;
  }
}
