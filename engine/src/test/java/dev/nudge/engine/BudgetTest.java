package dev.nudge.engine;

import static dev.nudge.engine.OneUsersOffers.campaign;
import static dev.nudge.engine.OneUsersOffers.detector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.firing.Spending;
import dev.nudge.engine.json.JsonWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What all people together get of a campaign, and campaigns in the shadow, which give nothing. */
class BudgetTest {
  private final OneUsersOffers offers = new OneUsersOffers();

  @Test
  void aBudgetIsSpentAndNoMore() {
    Detector detector = detector(campaign("c", "a", "budget: {total: 3, per_day: 2}"));
    offers.take(detector, "a", "01 10:00:00");
    offers.take(detector, "a", "01 11:00:00");
    offers.take(detector, "a", "01 12:00:00");
    offers.take(detector, "a", "02 00:00:00");
    offers.take(detector, "a", "03 00:00:00");

    assertThat(offers.told)
        .containsExactly(
            "01 10:00:00 c",
            "01 11:00:00 c",
            "01 12:00:00 c: budget, 3 in all, 2 a day",
            "02 00:00:00 c",
            "03 00:00:00 c: budget, 3 in all, 2 a day");
  }

  @Test
  void aCostIsWhatTheMomentSays() {
    Detector detector = detector(campaign("c", "a", "budget: {total: 10, cost: a.price * 0.1}"));
    offers.take(detector, "a", "01 10:00:00", "price", 55.0);
    offers.take(detector, "a", "01 11:00:00", "price", 46.0);
    offers.take(detector, "a", "01 12:00:00", "price", 45.0);
    offers.take(detector, "a", "01 13:00:00", "price", 0.1);
    offers.take(detector, "a", "01 14:00:00", "price", -1.0);
    offers.take(detector, "a", "01 15:00:00");
    offers.take(detector, "a", "01 16:00:00", "price", 0.0);

    assertThat(offers.told)
        .containsExactly(
            "01 10:00:00 c",
            "01 11:00:00 c: budget, 10 in all",
            "01 12:00:00 c",
            "01 13:00:00 c: budget, 10 in all",
            "01 14:00:00 c: budget, 10 in all",
            "01 15:00:00 c: budget, 10 in all",
            "01 16:00:00 c");
    assertThat(detector.conditionErrors().get("c")).hasSize(1);
    assertThat(new String(new JsonWriter().write(offers.triggers.get(1)), StandardCharsets.UTF_8))
        .contains("\"cost\":4.5,");
  }

  @Test
  void whoeverIsHeldOutCostsNothingAndWhoWaitsIsPaidForWhenItGoesOut() {
    Detector detector =
        detector(
            campaign("held", "a", "holdout: 99.99%", "budget: {total: 1}"),
            campaign(
                    "waits",
                    "b",
                    "budget: {total: 1}",
                    "pacing: {quiet: {from: '22:00', to: '8:00'}}")
                .replace("'8:00'", "'08:00'"));
    offers.take(detector, "a", "01 10:00:00");
    offers.take(detector, "a", "01 11:00:00");
    offers.take(detector, "b", "01 23:00:00");
    offers.take(detector, "b", "02 09:00:00");

    assertThat(offers.told)
        .containsExactly(
            "01 10:00:00 held: holdout",
            "01 11:00:00 held: holdout",
            "02 08:00:00 waits",
            "02 09:00:00 waits: budget, 1 in all");
  }

  @Test
  void theNextOneWinsWhereTheBudgetOfTheFirstIsSpent() {
    Detector detector =
        detector(
            campaign("low", "a", "priority: 20"),
            campaign("high", "a", "priority: 80", "budget: {total: 1}"),
            "id: rules\npolicy: {hold_back: 2s}");
    offers.take(detector, "a", "01 10:00:00");
    offers.take(detector, "a", "01 11:00:00");
    offers.until(detector, "01 12:00:00");

    assertThat(offers.told)
        .containsExactly(
            "01 10:00:02 high",
            "01 10:00:02 low: outranked, high",
            "01 11:00:02 high: budget, 1 in all",
            "01 11:00:02 low");
  }

  @Test
  void inTheShadowAllIsJudgedAndNothingGoesOut() {
    Detector detector =
        detector(
            campaign("low", "a", "priority: 20"),
            campaign(
                "new",
                "a",
                "status: shadow",
                "priority: 80",
                "goal: {event: b, within: 1d}",
                "pacing: {per_user: {at_most: 1, per: 1d}}"),
            "id: rules\npolicy: {hold_back: 2s, caps: {at_most: 5, per: 1d}}");
    offers.take(detector, "a", "01 10:00:00");
    offers.take(detector, "a", "01 11:00:00");
    offers.take(detector, "b", "01 11:30:00");
    offers.until(detector, "03 12:00:00");

    assertThat(offers.told)
        .containsExactly(
            "01 10:00:02 low",
            "01 10:00:02 new: shadow, low",
            "01 11:00:02 new: campaign cap, at most 1 per 1d",
            "01 11:00:02 low");
    assertThat(offers.outcomes).isEmpty();
  }

  @Test
  void anOfferThatWaitedWhenTheBudgetCameCostsOne() {
    String quiet = "pacing: {quiet: {from: '22:00', to: '08:00'}}";
    Detector before = detector(campaign("c", "a", quiet));
    offers.take(before, "a", "01 23:00:00");
    Detector after = detector(campaign("c", "a", quiet, "budget: {total: 1}"));
    offers.take(after, "a", "02 09:00:00");

    assertThat(offers.told).containsExactly("02 08:00:00 c", "02 09:00:00 c: budget, 1 in all");
  }

  @Test
  void whoeverIsHeldOutOfTheShadowIsAGhostAndNoGhostWins() {
    Detector detector =
        detector(
            campaign("ghost", "a", "priority: 20", "holdout: 99.99%"),
            campaign("held", "a", "status: shadow", "holdout: 99.99%"),
            campaign("new", "a", "status: shadow"),
            "id: rules\npolicy: {hold_back: 2s}");
    offers.take(detector, "a", "01 10:00:00");
    offers.until(detector, "01 12:00:00");

    assertThat(offers.told)
        .containsExactly(
            "01 10:00:02 held: holdout", "01 10:00:02 ghost: holdout", "01 10:00:02 new: shadow");
  }

  @Test
  void spendingKeepsDaysAndSumsExactly() {
    Spending spending = new Spending();
    for (int i = 0; i < 1_000_000; i++) {
      spending.add(100_000, 20_000 + i % 3);
    }
    assertThat(spending.total()).isEqualTo(100_000_000_000L);
    Spending read = Spending.fromBytes(spending.toBytes());
    assertThat(read.total()).isEqualTo(spending.total());
    assertThat(read.on(20_001)).isEqualTo(spending.on(20_001)).isEqualTo(33_333_300_000L);
    assertThat(read.on(1)).isZero();
    assertThat(read.lastDay()).isEqualTo(20_002);
  }

  /** Budgets alone: what goes out is what a greedy count of the same run without them leaves. */
  @Property(tries = 200)
  void whatGoesOutIsWhatACountLeaves(@ForAll long seed) {
    Random random = new Random(seed);
    Map<String, BigDecimal> totals = new HashMap<>();
    Map<String, BigDecimal> daily = new HashMap<>();
    List<String> with = new ArrayList<>();
    List<String> without = new ArrayList<>();
    for (String id : List.of("c1", "c2", "c3")) {
      totals.put(id, BigDecimal.valueOf(1 + random.nextInt(400), 1));
      daily.put(id, BigDecimal.valueOf(1 + random.nextInt(200), 1));
      String budget = "budget: {total: %s, per_day: %s, cost: a.price}";
      with.add(campaign(id, "a", budget.formatted(totals.get(id), daily.get(id))));
      without.add(campaign(id, "a", "offer: {price: '${a.price}'}"));
    }
    List<Event> events = new ArrayList<>();
    long time = 0;
    for (int i = 0; i < 80; i++) {
      time += Duration.ofHours(random.nextInt(8)).toMillis();
      double price = random.nextInt(50) / 10.0;
      String user = "u" + random.nextInt(4);
      events.add(new Event("e" + i, user, "a", time, Properties.of(Map.of("price", price))));
    }

    Map<String, BigDecimal> spent = new TreeMap<>();
    List<String> expected = new ArrayList<>();
    for (Trigger trigger : run(without, events)) {
      String id = trigger.campaign();
      String day = id + " " + Duration.ofMillis(trigger.time()).toDays();
      Map<?, ?> offer = (Map<?, ?>) trigger.offer().orElseThrow();
      BigDecimal cost = new BigDecimal(String.valueOf(offer.get("price")));
      BigDecimal all = spent.getOrDefault(id, BigDecimal.ZERO).add(cost);
      BigDecimal onDay = spent.getOrDefault(day, BigDecimal.ZERO).add(cost);
      if (all.compareTo(totals.get(id)) <= 0 && onDay.compareTo(daily.get(id)) <= 0) {
        spent.put(id, all);
        spent.put(day, onDay);
        expected.add(trigger.campaign() + trigger.user() + trigger.time());
      }
    }
    assertThat(run(with, events))
        .extracting(trigger -> trigger.campaign() + trigger.user() + trigger.time())
        .containsExactlyElementsOf(expected);
  }

  private static List<Trigger> run(List<String> documents, List<Event> events) {
    Detector detector = new Detector(TestCampaigns.of(documents.toArray(String[]::new)));
    Map<String, UserState> states = new TreeMap<>();
    List<Trigger> triggers = new ArrayList<>();
    for (Event event : events) {
      UserState state = states.computeIfAbsent(event.user(), UserState::new);
      detector.onEvent(event, state, Output.triggersTo(triggers::add));
    }
    return triggers;
  }
}
