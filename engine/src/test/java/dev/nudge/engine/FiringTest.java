package dev.nudge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What becomes of candidates: pacing, policies, competition, holdouts, variants and goals. */
class FiringTest {
  private static final String STEPS = "pattern: {steps: [{name: a, event: %s}]}\n";

  private final List<String> told = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<Trigger> triggers = new ArrayList<>();
  private UserState state = new UserState("u");
  private int events;

  private final Output output =
      new Output() {
        @Override
        public void trigger(Trigger trigger) {
          triggers.add(trigger);
          told.add(clock(trigger.time()) + " " + trigger.campaign());
        }

        @Override
        public void withheld(Withheld withheld) {
          told.add(
              clock(withheld.trigger().time())
                  + " "
                  + withheld.trigger().campaign()
                  + ": "
                  + withheld.reason().text()
                  + (withheld.detail().isEmpty() ? "" : ", " + withheld.detail())
                  + withheld.winner().map(winner -> ", " + winner.campaign()).orElse(""));
        }

        @Override
        public void outcome(Outcome outcome) {
          outcomes.add(outcome);
        }

        @Override
        public void transition(Transition transition) {}

        @Override
        public void rejected(Event event, String reason) {
          told.add("rejected " + reason);
        }
      };

  private static String clock(long time) {
    return Instant.ofEpochMilli(time).toString().substring(8, 19).replace("T", " ");
  }

  private static String campaign(String id, String event, String... keys) {
    return "id: " + id + "\n" + String.join("\n", keys) + "\n" + STEPS.formatted(event);
  }

  private Detector detector(String... documents) {
    return new Detector(TestCampaigns.of(documents));
  }

  private void take(Detector detector, String type, String time, Object... properties) {
    Map<String, Object> values = new java.util.HashMap<>();
    for (int i = 0; i < properties.length; i += 2) {
      values.put((String) properties[i], properties[i + 1]);
    }
    long at = Instant.parse("2026-11-" + time.replace(' ', 'T') + "Z").toEpochMilli();
    detector.onEvent(
        new Event("e" + events++, "u", type, at, Properties.of(values)), state, output);
    state = UserState.fromBytes(state.toBytes());
  }

  private void until(Detector detector, String time) {
    detector.onTime(
        Instant.parse("2026-11-" + time.replace(' ', 'T') + "Z").toEpochMilli(), state, output);
  }

  @Test
  void aCapCountsInASlidingWindow() {
    Detector detector = detector(campaign("c", "a", "pacing: {per_user: {at_most: 2, per: 1d}}"));
    take(detector, "a", "01 10:00:00");
    take(detector, "a", "01 20:00:00");
    take(detector, "a", "02 09:59:59");
    take(detector, "a", "02 10:00:00");
    take(detector, "a", "02 12:00:00");

    assertThat(told)
        .containsExactly(
            "01 10:00:00 c",
            "01 20:00:00 c",
            "02 09:59:59 c: campaign cap, at most 2 per 1d",
            "02 10:00:00 c",
            "02 12:00:00 c: campaign cap, at most 2 per 1d");
  }

  @Test
  void eachOfSeveralCapsHolds() {
    Detector detector =
        detector(
            campaign(
                "c", "a", "pacing: {per_user: [{at_most: 1, per: 1h}, {at_most: 2, per: 1d}]}"));
    take(detector, "a", "01 10:00:00");
    take(detector, "a", "01 10:30:00");
    take(detector, "a", "01 11:00:00");
    take(detector, "a", "01 13:00:00");

    assertThat(told)
        .containsExactly(
            "01 10:00:00 c",
            "01 10:30:00 c: campaign cap, at most 1 per 1h",
            "01 11:00:00 c",
            "01 13:00:00 c: campaign cap, at most 2 per 1d");
  }

  @Test
  void capsOfAPolicyHoldForGroupsAndForAllAndTheHigherPriorityGoesFirst() {
    Detector detector =
        detector(
            campaign("low", "a", "group: x", "priority: 20"),
            campaign("high", "a", "group: x", "priority: 80"),
            campaign("other", "a"),
            campaign("last", "a", "priority: 1"),
            "id: rules\npolicy: {caps: [{group: x, at_most: 1, per: 1d}, {at_most: 2, per: 1d}]}");
    take(detector, "a", "01 10:00:00");

    assertThat(told)
        .containsExactly(
            "01 10:00:00 high",
            "01 10:00:00 other",
            "01 10:00:00 low: group cap, at most 1 per 1d",
            "01 10:00:00 last: total cap, at most 2 per 1d");
  }

  @Test
  void aPriorityMayDependOnThePerson() {
    Detector detector =
        detector(
            campaign("gold", "a", "priority: \"profile.tier == 'gold' ? 90 : 10\""),
            campaign("other", "a"),
            "id: rules\npolicy: {caps: [{at_most: 1, per: 1d}]}");
    detector.onProfile(Properties.of(Map.of("tier", "none")), OptionalLong.empty(), state);
    take(detector, "a", "01 10:00:00");
    detector.onProfile(Properties.of(Map.of("tier", "gold")), OptionalLong.empty(), state);
    take(detector, "a", "03 10:00:00");

    assertThat(told.get(0)).isEqualTo("01 10:00:00 other");
    assertThat(told.get(2)).isEqualTo("03 10:00:00 gold");
  }

  @Test
  void candidatesThatAreHeldBackCompeteAndOneWins() {
    Detector detector =
        detector(
            campaign("low", "a", "priority: 20"),
            campaign("high", "b", "priority: 80"),
            "id: rules\npolicy: {hold_back: 2s}");
    take(detector, "a", "01 10:00:00");
    take(detector, "b", "01 10:00:01");
    take(detector, "a", "01 10:00:02");
    until(detector, "01 11:00:00");

    assertThat(told)
        .containsExactly("01 10:00:02 high", "01 10:00:02 low: outranked, high", "01 10:00:04 low");
    assertThat(triggers.get(0).moment()).isEqualTo(triggers.get(0).time() - 1_000);
  }

  @Test
  void inQuietHoursAnOfferIsDroppedOrWaitsAndIsJudgedAgain() {
    Detector detector =
        detector(
            campaign("drops", "a", "pacing: {quiet: {from: '22:00', to: '08:00', then: drop}}"),
            campaign(
                "waits",
                "a",
                "pacing: {per_user: {at_most: 1, per: 1d}, quiet: {from: '22:00', to: '08:00'}}"));
    take(detector, "a", "01 21:59:59");
    take(detector, "a", "01 22:00:00");
    take(detector, "a", "03 03:00:00");
    take(detector, "a", "03 07:59:59");
    until(detector, "04 00:00:00");

    assertThat(told)
        .containsExactly(
            "01 21:59:59 drops",
            "01 21:59:59 waits",
            "01 22:00:00 drops: quiet hours",
            "02 08:00:00 waits: campaign cap, at most 1 per 1d",
            "03 03:00:00 drops: quiet hours",
            "03 07:59:59 drops: quiet hours",
            "03 08:00:00 waits",
            "03 08:00:00 waits: campaign cap, at most 1 per 1d");
  }

  @Test
  void itIsQuietWhereThePersonIs() {
    Detector detector =
        detector(
            campaign("own", "a", "pacing: {quiet: {from: '12:00', to: '14:00', then: drop}}"),
            campaign(
                "said",
                "a",
                "pacing: {quiet: {from: '12:00', to: '14:00', zone: profile.at, then: drop}}"));
    detector.onProfile(
        Properties.of(Map.of("timezone", "Asia/Tokyo", "at", "America/New_York")),
        OptionalLong.empty(),
        state);
    take(detector, "a", "01 04:00:00");
    take(detector, "a", "01 13:00:00");
    take(detector, "a", "01 17:30:00");

    assertThat(told)
        .containsExactly(
            "01 04:00:00 own: quiet hours",
            "01 04:00:00 said",
            "01 13:00:00 own",
            "01 13:00:00 said",
            "01 17:30:00 own",
            "01 17:30:00 said: quiet hours");
  }

  @Test
  void whoIsUnsubscribedGetsNothing() {
    Detector detector =
        detector(campaign("c", "a"), "id: rules\npolicy: {unsubscribed: profile.no == true}");
    take(detector, "a", "01 10:00:00");
    detector.onProfile(Properties.of(Map.of("no", true)), OptionalLong.empty(), state);
    take(detector, "a", "01 11:00:00");

    assertThat(told).containsExactly("01 10:00:00 c", "01 11:00:00 c: unsubscribed");
  }

  @Test
  void whatWaitsGoesOnlyOutIfTheCampaignStillFires() {
    Detector detector =
        detector(
            campaign(
                "ends",
                "a",
                "until: 2026-11-02T00:00:00Z",
                "pacing: {quiet: {from: '22:00', to: '08:00'}}"),
            campaign(
                "leaves",
                "a",
                "audience: profile.tier == 'gold'",
                "pacing: {quiet: {from: '22:00', to: '08:00'}}"));
    detector.onProfile(Properties.of(Map.of("tier", "gold")), OptionalLong.empty(), state);
    take(detector, "a", "01 23:00:00");
    detector.onProfile(Properties.of(Map.of("tier", "none")), OptionalLong.empty(), state);
    until(detector, "03 00:00:00");

    assertThat(told).containsExactly("02 08:00:00 ends: ended", "02 08:00:00 leaves: audience");
  }

  @Test
  void aHeldOutPersonLeavesAGhostWhichCountsLikeAnOffer() {
    String caps = "pacing: {per_user: {at_most: 1, per: 1d}}";
    Detector all = detector(campaign("c", "a", caps, "holdout: 99.9999%"));
    take(all, "a", "01 10:00:00");
    take(all, "a", "01 11:00:00");

    assertThat(told)
        .containsExactly("01 10:00:00 c: holdout", "01 11:00:00 c: campaign cap, at most 1 per 1d");
  }

  @Test
  void aVariantIsAlwaysTheSameAndItsOfferGoesOut() {
    Detector detector =
        detector(
            campaign(
                "c",
                "a",
                "offer: {percent: 5}",
                "variants: [{name: ten, offer: {percent: 10}}, {name: plain}]"));
    int ten = 0;
    for (int i = 0; i < 200; i++) {
      triggers.clear();
      state = new UserState("user" + i);
      take(detector, "a", "01 10:00:00");
      take(detector, "a", "01 11:00:00");
      Trigger trigger = triggers.get(0);
      assertThat(triggers.get(1).variant()).isEqualTo(trigger.variant());
      boolean isTen = trigger.variant().orElseThrow().equals("ten");
      assertThat(trigger.offer()).contains(Map.of("percent", isTen ? 10L : 5L));
      ten += isTen ? 1 : 0;
    }
    assertThat(ten).isBetween(70, 130);
  }

  @Test
  void aGoalIsReachedWithinItsTimeAndItsValueAddsUp() {
    Detector detector =
        detector(
            campaign(
                "c",
                "a",
                "goal: {event: purchase, where: event.price > 1, value: event.price, within: 1h}"));
    take(detector, "purchase", "01 09:59:00", "price", 100L);
    take(detector, "a", "01 10:00:00");
    take(detector, "purchase", "01 10:30:00", "price", 5L);
    take(detector, "purchase", "01 10:31:00", "price", 1L);
    take(detector, "purchase", "01 10:59:59", "price", 2.5);
    take(detector, "purchase", "01 11:00:00", "price", 7L);

    assertThat(outcomes).extracting(Outcome::goals).containsExactly(1, 2, 2);
    assertThat(outcomes).extracting(Outcome::value).containsExactly(5.0, 7.5, 7.5);
    assertThat(outcomes).extracting(Outcome::last).containsExactly(false, false, true);
    assertThat(outcomes.get(0).arm()).isEqualTo(Outcome.OFFER);
    assertThat(outcomes.get(0).trigger()).isEqualTo(triggers.get(0).id());
  }

  @Test
  void aGoalThatComesTwiceCountsOnceAndALateOneAtItsOwnTime() {
    Detector detector = detector(campaign("c", "a", "goal: {event: purchase, within: 1h}"));
    take(detector, "a", "01 10:00:00");
    take(detector, "purchase", "01 10:30:00");
    events--;
    take(detector, "purchase", "01 10:30:00");
    take(detector, "purchase", "01 09:00:00");
    take(detector, "purchase", "01 10:10:00");
    until(detector, "02 10:00:00");

    assertThat(outcomes).extracting(Outcome::goals).containsExactly(1, 2, 2);
  }

  @Test
  void aGoalIsWatchedBeyondTheEndOfTheCampaign() {
    Campaign live =
        CampaignReader.read(
                "c.yaml",
                campaign("c", "a", "goal: {event: purchase, within: 1d}"),
                new ArrayList<>())
            .get(0)
            .campaign();
    Instant end = Instant.parse("2026-11-01T11:00:00Z");
    Campaign ended = live.with(Campaign.Status.ENDED, end);
    CampaignSet campaigns =
        CampaignSet.compile(
                List.of(
                    new CampaignSet.Published(live, 1, Instant.EPOCH),
                    new CampaignSet.Published(ended, 2, end)))
            .campaigns();
    Detector detector = new Detector(campaigns);
    take(detector, "a", "01 10:00:00");
    take(detector, "a", "01 12:00:00");
    take(detector, "purchase", "02 09:00:00");

    assertThat(told).containsExactly("01 10:00:00 c");
    assertThat(outcomes).extracting(Outcome::goals).containsExactly(1);
  }

  @Test
  void aPolicyHoldsFromItsPublicationUntilItIsEnded() {
    CampaignSet campaigns =
        TestCampaigns.of(
            campaign("c", "a"),
            "id: rules\npublished: 2026-11-02T00:00:00Z\nuntil: 2026-11-04T00:00:00Z\n"
                + "policy: {caps: [{at_most: 1, per: 1h}]}");
    Detector detector = new Detector(campaigns);
    for (String day : List.of("01", "02", "05")) {
      take(detector, "a", day + " 10:00:00");
      take(detector, "a", day + " 10:01:00");
    }

    assertThat(told)
        .containsExactly(
            "01 10:00:00 c",
            "01 10:01:00 c",
            "02 10:00:00 c",
            "02 10:01:00 c: total cap, at most 1 per 1h",
            "05 10:00:00 c",
            "05 10:01:00 c");
  }

  @Test
  void whatCapsCountedIsForgottenWhenItCountsNoMore() {
    Detector detector = detector(campaign("c", "a", "pacing: {per_user: {at_most: 2, per: 1h}}"));
    take(detector, "a", "01 10:00:00");
    long clock = state.clock();
    long hour = Duration.ofHours(1).toMillis();
    long lateness = Detector.DEFAULT_LATENESS.toMillis();

    assertThat(state.isEmpty()).isFalse();
    assertThat(detector.forgetting().next(state)).isEqualTo(clock + hour + lateness);
    assertThat(detector.forgetting().past(clock + hour + lateness, state)).isTrue();
  }

  @Test
  void noMoreOffersWaitThanMay() {
    Detector detector =
        detector(campaign("c", "a", "pacing: {quiet: {from: '22:00', to: '08:00'}}"));
    for (int i = 0; i < 102; i++) {
      take(detector, "a", "01 23:00:00");
    }

    assertThat(told)
        .containsExactly(
            "01 23:00:00 c: too many, 100 offers wait already",
            "01 23:00:00 c: too many, 100 offers wait already");
  }
}
