package dev.nudge.engine;

import static dev.nudge.engine.OneUsersOffers.campaign;
import static dev.nudge.engine.OneUsersOffers.detector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Properties;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What becomes of candidates: pacing, policies, competition, holdouts, variants and goals. */
class FiringTest {
  private final OneUsersOffers offers = new OneUsersOffers();

  @Test
  void aCapCountsInASlidingWindow() {
    Detector detector = detector(campaign("c", "a", "pacing: {per_user: {at_most: 2, per: 1d}}"));
    offers.take(detector, "a", "01 10:00:00");
    offers.take(detector, "a", "01 20:00:00");
    offers.take(detector, "a", "02 09:59:59");
    offers.take(detector, "a", "02 10:00:00");
    offers.take(detector, "a", "02 12:00:00");

    assertThat(offers.told)
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
    offers.take(detector, "a", "01 10:00:00");
    offers.take(detector, "a", "01 10:30:00");
    offers.take(detector, "a", "01 11:00:00");
    offers.take(detector, "a", "01 13:00:00");

    assertThat(offers.told)
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
    offers.take(detector, "a", "01 10:00:00");

    assertThat(offers.told)
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
    detector.onProfile(Properties.of(Map.of("tier", "none")), OptionalLong.empty(), offers.state);
    offers.take(detector, "a", "01 10:00:00");
    detector.onProfile(Properties.of(Map.of("tier", "gold")), OptionalLong.empty(), offers.state);
    offers.take(detector, "a", "03 10:00:00");

    assertThat(offers.told.get(0)).isEqualTo("01 10:00:00 other");
    assertThat(offers.told.get(2)).isEqualTo("03 10:00:00 gold");
  }

  @Test
  void candidatesThatAreHeldBackCompeteAndOneWins() {
    Detector detector =
        detector(
            campaign("low", "a", "priority: 20"),
            campaign("high", "b", "priority: 80"),
            "id: rules\npolicy: {hold_back: 2s}");
    offers.take(detector, "a", "01 10:00:00");
    offers.take(detector, "b", "01 10:00:01");
    offers.take(detector, "a", "01 10:00:02");
    offers.until(detector, "01 11:00:00");

    assertThat(offers.told)
        .containsExactly("01 10:00:02 high", "01 10:00:02 low: outranked, high", "01 10:00:04 low");
    assertThat(offers.triggers.get(0).moment()).isEqualTo(offers.triggers.get(0).time() - 1_000);
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
    offers.take(detector, "a", "01 21:59:59");
    offers.take(detector, "a", "01 22:00:00");
    offers.take(detector, "a", "03 03:00:00");
    offers.take(detector, "a", "03 07:59:59");
    offers.until(detector, "04 00:00:00");

    assertThat(offers.told)
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
        offers.state);
    offers.take(detector, "a", "01 04:00:00");
    offers.take(detector, "a", "01 13:00:00");
    offers.take(detector, "a", "01 17:30:00");

    assertThat(offers.told)
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
    offers.take(detector, "a", "01 10:00:00");
    detector.onProfile(Properties.of(Map.of("no", true)), OptionalLong.empty(), offers.state);
    offers.take(detector, "a", "01 11:00:00");

    assertThat(offers.told).containsExactly("01 10:00:00 c", "01 11:00:00 c: unsubscribed");
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
    detector.onProfile(Properties.of(Map.of("tier", "gold")), OptionalLong.empty(), offers.state);
    offers.take(detector, "a", "01 23:00:00");
    detector.onProfile(Properties.of(Map.of("tier", "none")), OptionalLong.empty(), offers.state);
    offers.until(detector, "03 00:00:00");

    assertThat(offers.told)
        .containsExactly("02 08:00:00 ends: ended", "02 08:00:00 leaves: audience");
  }

  @Test
  void aHeldOutPersonLeavesAGhostWhichCountsLikeAnOffer() {
    String caps = "pacing: {per_user: {at_most: 1, per: 1d}}";
    Detector all = detector(campaign("c", "a", caps, "holdout: 99.9999%"));
    offers.take(all, "a", "01 10:00:00");
    offers.take(all, "a", "01 11:00:00");

    assertThat(offers.told)
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
      offers.triggers.clear();
      offers.state = new UserState("user" + i);
      offers.take(detector, "a", "01 10:00:00");
      offers.take(detector, "a", "01 11:00:00");
      Trigger trigger = offers.triggers.get(0);
      assertThat(offers.triggers.get(1).variant()).isEqualTo(trigger.variant());
      boolean isTen = trigger.variant().orElseThrow().equals("ten");
      assertThat(trigger.offer()).contains(Map.of("percent", isTen ? 10L : 5L));
      ten += isTen ? 1 : 0;
    }
    assertThat(ten).isBetween(70, 130);
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
      offers.take(detector, "a", day + " 10:00:00");
      offers.take(detector, "a", day + " 10:01:00");
    }

    assertThat(offers.told)
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
    offers.take(detector, "a", "01 10:00:00");
    long clock = offers.state.clock();
    long hour = Duration.ofHours(1).toMillis();
    long lateness = Detector.DEFAULT_LATENESS.toMillis();

    assertThat(offers.state.isEmpty()).isFalse();
    assertThat(detector.forgetting().next(offers.state)).isEqualTo(clock + hour + lateness);
    assertThat(detector.forgetting().past(clock + hour + lateness, offers.state)).isTrue();
  }

  @Test
  void noMoreOffersWaitThanMay() {
    Detector detector =
        detector(campaign("c", "a", "pacing: {quiet: {from: '22:00', to: '08:00'}}"));
    for (int i = 0; i < 102; i++) {
      offers.take(detector, "a", "01 23:00:00");
    }

    assertThat(offers.told)
        .containsExactly(
            "01 23:00:00 c: too many, 100 offers wait already",
            "01 23:00:00 c: too many, 100 offers wait already");
  }
}
