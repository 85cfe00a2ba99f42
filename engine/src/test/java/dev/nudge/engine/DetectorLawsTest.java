package dev.nudge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.state.CorruptStateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * What holds for a detector whatever the events: many users, equal times, late and hostile values.
 */
class DetectorLawsTest {
  static final String[] DOCUMENTS = {
    """
    id: abandoned
    pattern:
      correlate_by: event.session
      steps:
        - {name: cart, event: cart, where: event.price > 2}
        - {name: buy, event: buy, absent: true}
      within: 10s
    offer: {text: "${cart.price} ${cart.session}"}
    """,
    """
    id: rising
    pattern:
      skip: no_skip
      steps:
        - {name: low, event: [view, cart]}
        - {name: high, event: view, where: event.price > low.price, times: {min: 1, max: 2}}
      within: 6s
    offer: {prices: "${high.map(h, h.price)}"}
    """,
    """
    id: often
    audience: "!has(profile.tier)"
    measures:
      views: {aggregate: count, event: view, over: 9s}
      spent: {aggregate: sum, value: event.price, by: event.session, over: 20s}
      best: {aggregate: top, k: 2, value: event.price, over: {from: publish + 5s}}
    when: views >= 2 && spent > 3.0
    offer: {spent: "${spent}", best: "${best}"}
    """,
    """
    id: stays
    measures:
      pages: {aggregate: distinct, event: view, value: event.price, over: 15s}
    pattern:
      distinct: event.price
      steps:
        - {name: look, event: view, where: pages > 1, times: {min: 2}}
        - {name: gone, event: buy, absent: true, within: 4s}
    """
  };

  @Property(tries = 500)
  void stateWrittenAndReadAfterEveryEventChangesNothing(@ForAll long seed) {
    List<Event> events = events(new Random(seed));
    CampaignSet campaigns = TestCampaigns.of(DOCUMENTS);
    var kept = new TestCampaigns.Replay(campaigns);
    var written = new TestCampaigns.Replay(campaigns);
    for (Event event : events) {
      kept.take(event);
      written.take(event);
      UserState state = written.states.get(event.user());
      byte[] bytes = state.toBytes();
      UserState read = UserState.fromBytes(bytes);
      assertThat(read).isEqualTo(state).isEqualTo(kept.states.get(event.user()));
      written.states.put(event.user(), read);
    }
    kept.finish();
    written.finish();
    assertThat(written.triggers).isEqualTo(kept.triggers);
    assertThat(written.transitions).isEqualTo(kept.transitions);
    assertThat(written.rejected).isEqualTo(kept.rejected);
  }

  @Property(tries = 300)
  void whatTheLastTransitionLeavesOpenIsWhatIsOpen(@ForAll long seed) {
    var replay = new TestCampaigns.Replay(TestCampaigns.of(DOCUMENTS));
    Map<String, Integer> left = new HashMap<>();
    for (Event event : events(new Random(seed))) {
      replay.transitions.clear();
      replay.take(event);
      for (Transition move : replay.transitions) {
        int runs = move.open().values().stream().mapToInt(Integer::intValue).sum();
        left.put(move.campaign() + " " + move.user(), runs);
      }
      Map<String, Integer> open = new HashMap<>();
      replay.states.forEach(
          (user, state) ->
              replay.detector.open(state).stream()
                  .filter(run -> run.run().waits().due() > state.clock())
                  .forEach(run -> open.merge(run.campaign() + " " + user, 1, Integer::sum)));
      left.values().removeIf(runs -> runs == 0);
      assertThat(left).isEqualTo(open);
    }
  }

  @Property(tries = 300)
  void eachCampaignAloneFiresAsItDoesAmongTheOthers(@ForAll long seed) {
    List<Event> events = events(new Random(seed));
    List<String> alone = new ArrayList<>();
    for (String document : DOCUMENTS) {
      alone.addAll(ids(events, TestCampaigns.of(document)));
    }
    assertThat(alone).containsExactlyInAnyOrderElementsOf(ids(events, TestCampaigns.of(DOCUMENTS)));
  }

  @Property(tries = 300)
  void howOftenDeadlinesAreLookedAtChangesNoTrigger(@ForAll long seed) {
    Random random = new Random(seed);
    List<Event> events = new ArrayList<>(events(random));
    events.sort((a, b) -> Long.compare(a.time(), b.time()));
    CampaignSet campaigns = TestCampaigns.of(DOCUMENTS);
    var seldom = new TestCampaigns.Replay(campaigns);
    var often = new TestCampaigns.Replay(campaigns);
    for (Event event : events) {
      seldom.take(event);
      often.states.values().forEach(s -> often.detector.onTime(event.time(), s, often));
      often.take(event);
    }
    seldom.finish();
    often.finish();
    assertThat(often.triggers).containsExactlyInAnyOrderElementsOf(seldom.triggers);
  }

  @Example
  void theseEventsMakeEveryCampaignFireAndSomeComeTooLate() {
    Map<String, Integer> fired = new HashMap<>();
    int rejected = 0;
    for (int seed = 0; seed < 200; seed++) {
      var replay = new TestCampaigns.Replay(TestCampaigns.of(DOCUMENTS));
      events(new Random(seed)).forEach(replay::take);
      replay.finish();
      replay.triggers.forEach(trigger -> fired.merge(trigger.campaign(), 1, Integer::sum));
      rejected += replay.rejected.size();
    }
    assertThat(fired).containsOnlyKeys("abandoned", "rising", "often", "stays");
    assertThat(fired.values()).allMatch(count -> count > 20);
    assertThat(rejected).isGreaterThan(20);
  }

  @Example
  void anUnknownVersionOfTheStateIsRefusedInPlainWords() {
    byte[] bytes = new UserState("u1").toBytes();
    bytes[0] = 99;
    assertThatThrownBy(() -> UserState.fromBytes(bytes))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("version 99")
        .hasMessageContaining("this program knows the versions up to 9");
  }

  @Property(tries = 300)
  void damagedBytesAreRefusedAndNeverMisread(@ForAll long seed) {
    Random random = new Random(seed);
    var replay = new TestCampaigns.Replay(TestCampaigns.of(DOCUMENTS));
    events(random).forEach(replay::take);
    for (UserState state : replay.states.values()) {
      byte[] bytes = state.toBytes();
      byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      assertThatThrownBy(() -> UserState.fromBytes(cut)).isInstanceOf(CorruptStateException.class);
    }
  }

  private static List<String> ids(List<Event> events, CampaignSet campaigns) {
    var replay = new TestCampaigns.Replay(campaigns);
    events.forEach(replay::take);
    replay.finish();
    return replay.triggers.stream().map(t -> t.id() + " " + t.time() + " " + t.offer()).toList();
  }

  static List<Event> events(Random random) {
    List<Event> events = new ArrayList<>();
    long time = 100_000_000;
    int count = random.nextInt(25);
    for (int i = 0; i < count; i++) {
      time += random.nextInt(4) == 0 ? 0 : random.nextInt(6) * 1000L;
      long late = random.nextInt(6) == 0 ? random.nextInt(12) * 1000L : 0;
      late = random.nextInt(40) == 0 ? 90_000_000 : late;
      Map<String, Object> properties = new HashMap<>();
      if (random.nextInt(10) > 0) {
        properties.put("session", "s" + random.nextInt(2));
      }
      switch (random.nextInt(8)) {
        case 0 -> properties.put("price", "dear");
        case 1 -> properties.put("price", random.nextInt(6) + 0.1);
        case 2 -> {}
        default -> properties.put("price", (long) random.nextInt(6));
      }
      events.add(
          new Event(
              "e" + i,
              "u" + random.nextInt(3),
              List.of("view", "cart", "buy").get(random.nextInt(3)),
              time - late,
              Properties.of(properties)));
    }
    return events;
  }
}
