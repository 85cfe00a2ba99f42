package dev.nudge.engine;

import static dev.nudge.engine.OneUsersOffers.campaign;
import static dev.nudge.engine.OneUsersOffers.detector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.CampaignReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What came of offers. */
class GoalTest {
  private final OneUsersOffers offers = new OneUsersOffers();

  @Test
  void aGoalIsReachedWithinItsTimeAndItsValueAddsUp() {
    Detector detector =
        detector(
            campaign(
                "c",
                "a",
                "goal: {event: purchase, where: event.price > 1, value: event.price, within: 1h}"));
    offers.take(detector, "purchase", "01 09:59:00", "price", 100L);
    offers.take(detector, "a", "01 10:00:00");
    offers.take(detector, "purchase", "01 10:30:00", "price", 5L);
    offers.take(detector, "purchase", "01 10:31:00", "price", 1L);
    offers.take(detector, "purchase", "01 10:59:59", "price", 2.5);
    offers.take(detector, "purchase", "01 11:00:00", "price", 7L);

    assertThat(offers.outcomes).extracting(Outcome::goals).containsExactly(1, 2, 2);
    assertThat(offers.outcomes).extracting(Outcome::value).containsExactly(5.0, 7.5, 7.5);
    assertThat(offers.outcomes).extracting(Outcome::last).containsExactly(false, false, true);
    assertThat(offers.outcomes.get(0).arm()).isEqualTo(Outcome.OFFER);
    assertThat(offers.outcomes.get(0).trigger()).isEqualTo(offers.triggers.get(0).id());
  }

  @Test
  void aGoalThatComesTwiceCountsOnceAndALateOneAtItsOwnTime() {
    Detector detector = detector(campaign("c", "a", "goal: {event: purchase, within: 1h}"));
    offers.take(detector, "a", "01 10:00:00");
    offers.take(detector, "purchase", "01 10:30:00");
    offers.events--;
    offers.take(detector, "purchase", "01 10:30:00");
    offers.take(detector, "purchase", "01 09:00:00");
    offers.take(detector, "purchase", "01 10:10:00");
    offers.until(detector, "02 10:00:00");

    assertThat(offers.outcomes).extracting(Outcome::goals).containsExactly(1, 2, 2);
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
    offers.take(detector, "a", "01 10:00:00");
    offers.take(detector, "a", "01 12:00:00");
    offers.take(detector, "purchase", "02 09:00:00");

    assertThat(offers.told).containsExactly("01 10:00:00 c");
    assertThat(offers.outcomes).extracting(Outcome::goals).containsExactly(1);
  }
}
