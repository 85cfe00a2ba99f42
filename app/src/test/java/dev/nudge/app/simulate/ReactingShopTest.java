package dev.nudge.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nudge.app.simulate.KnownEffect.Variant;
import dev.nudge.engine.Outcome;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.Withheld;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.firing.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReactingShopTest {
  private static final Duration OPEN = Duration.ofMinutes(3);
  private static final KnownEffect EFFECT = KnownEffect.ofSecondLook();
  private static final ShopOnEngine SHOP = new ShopOnEngine(shop(1), EFFECT).until(OPEN);

  private static Shop shop(long seed) {
    return Shop.of(200, 20_000, seed).at(100);
  }

  @Test
  void peopleOfEachArmReachTheGoalAsOftenAsTheyAreSaidTo() {
    Map<String, List<Outcome>> arms =
        SHOP.outcomes.stream().collect(Collectors.groupingBy(Outcome::arm));

    assertThat(arms).containsOnlyKeys("holdout", "ten", "twenty");
    arms.forEach(
        (arm, outcomes) -> {
          double reached = outcomes.stream().filter(one -> one.goals() > 0).count();
          double truth = EFFECT.probability(arm);
          double error = Math.sqrt(truth * (1 - truth) / outcomes.size());
          assertThat(reached / outcomes.size()).as(arm).isCloseTo(truth, within(4 * error));
        });
  }

  @Test
  void whoBuysDoesSoOnceWithinTheTimeForTheGoalAndPaysLess() {
    Map<String, Event> looks = new HashMap<>();
    Map<String, Offered> offered =
        SHOP.offered.stream().collect(Collectors.toMap(Offered::user, Function.identity()));
    Set<String> bought = new HashSet<>();
    for (Event event : SHOP.events) {
      Offered offer = offered.get(event.user());
      if (offer == null || event.time() < offer.time() || isLater(event, offer)) {
        continue;
      }
      if (event.type().equals("view")) {
        looks.putIfAbsent(event.user(), event);
      } else if (event.type().equals("purchase")) {
        assertThat(bought.add(event.user())).as("%s buys once", event.user()).isTrue();
        assertThat(event.time() - offer.time()).isBetween(3_000L, 48_000L);
        Event look = looks.get(event.user());
        assertThat(event.properties().get("product_id"))
            .isEqualTo(look.properties().get("product_id"));
        assertThat(number(event)).isCloseTo(paid(offer, look), within(0.01));
      }
    }
    assertThat(bought).hasSizeGreaterThan(200);
  }

  private static boolean isLater(Event event, Offered offer) {
    return event.time() >= offer.time() + EFFECT.within().toMillis();
  }

  private static double paid(Offered offer, Event look) {
    return number(look) * (1 - EFFECT.off(offer.arm()));
  }

  private static double number(Event event) {
    return ((Number) event.properties().get("price")).doubleValue();
  }

  @Test
  void theSameSeedGivesTheSameEventsAndAnotherOneOthers() {
    List<Event> again = new ShopOnEngine(shop(1), EFFECT).until(Duration.ofSeconds(30)).events;

    assertThat(again).hasSizeGreaterThan(3_000).isEqualTo(SHOP.events.subList(0, again.size()));
    assertThat(new ShopOnEngine(shop(2), EFFECT).until(Duration.ofSeconds(1)).events)
        .doesNotContain(SHOP.events.get(0));
  }

  @Test
  void timeNeverGoesBack() {
    assertThat(SHOP.events).extracting(Event::time).isSorted();
  }

  @Test
  void thoseWhoWereNotOfferedAnythingBuyAsTheyDid() {
    Set<String> offered = SHOP.offered.stream().map(Offered::user).collect(Collectors.toSet());

    assertThat(SHOP.events)
        .anyMatch(event -> event.type().equals("purchase") && !offered.contains(event.user()));
  }

  @Test
  void theThreeCampaignsCompeteAndWhatIsDearGoesWithoutACoupon() {
    assertThat(SHOP.triggers.stream().map(Trigger::campaign).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder("second-look", "free-shipping", "still-looking");
    assertThat(SHOP.withheld)
        .extracting(Withheld::reason)
        .containsOnly(Reason.HOLDOUT, Reason.GROUP_CAP, Reason.CAMPAIGN_CAP)
        .contains(Reason.HOLDOUT, Reason.GROUP_CAP);
  }

  @Test
  void whatIsWrittenOfAnOfferIsHeard() {
    assertThat(heard("{'campaign':'second-look','user':'u1','time':'TIME','variant':'ten'}"))
        .containsExactly(new Offered("u1", "ten", ShopOnEngine.START.toEpochMilli()));
    assertThat(heard("{'campaign':'second-look','user':'u1','time':'TIME','reason':'holdout'}"))
        .containsExactly(new Offered("u1", "holdout", ShopOnEngine.START.toEpochMilli()));
  }

  @Test
  void whatIsOfNoConcernIsNotHeard() {
    assertThat(heard("{'campaign':'second-look','user':'u1','time':'TIME','reason':'group cap'}"))
        .isEmpty();
    assertThat(heard("{'campaign':'other','user':'u1','time':'TIME','variant':'ten'}")).isEmpty();
    assertThat(heard("{'campaign':'second-look','user':'u1','time':'late'}")).isEmpty();
    assertThat(heard("'second-look'")).isEmpty();
    assertThat(OfferReader.offered(null, "second-look")).isEmpty();
  }

  private static List<Offered> heard(String json) {
    String written = json.replace('\'', '"').replace("TIME", ShopOnEngine.START.toString());
    return OfferReader.offered(written.getBytes(StandardCharsets.UTF_8), "second-look").stream()
        .toList();
  }

  @Test
  void theTruthIsSaidInAFewWords() {
    assertThat(EFFECT.text())
        .isEqualTo("10 % buy without an offer, 18 % with ten, 26 % with twenty");
    assertThat(new KnownEffect("c", 0.5, Map.of("a", new Variant(0.1, 0)), OPEN).probability("b"))
        .isEqualTo(0.5);
  }
}
