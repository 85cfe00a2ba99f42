package dev.nudge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Versions in time: each applies from its publish time until the next does. */
final class PublicationsTest {
  private final Publications publications = new Publications();

  @Test
  void aVersionAppliesFromItsPublishTimeUntilTheNext() {
    add(1, 10, "live", "view");
    add(2, 20, "live", "cart");

    assertThat(fired("view", 9)).isEmpty();
    assertThat(fired("view", 10)).containsExactly(1);
    assertThat(fired("view", 19)).containsExactly(1);
    assertThat(fired("view", 20)).isEmpty();
    assertThat(fired("cart", 19)).isEmpty();
    assertThat(fired("cart", 20)).containsExactly(2);
  }

  @Test
  void aPausedVersionStopsTheOneBeforeItAndTheNextOneGoesOn() {
    add(1, 10, "live", "view");
    add(2, 20, "paused", "view");
    add(3, 30, "live", "view");

    assertThat(fired("view", 15)).containsExactly(1);
    assertThat(fired("view", 25)).isEmpty();
    assertThat(fired("view", 35)).containsExactly(3);
  }

  @Test
  void ofTwoVersionsOfOneTimeTheLaterCounts() {
    add(1, 10, "live", "view");
    add(2, 10, "live", "view");

    assertThat(fired("view", 10)).containsExactly(2);
  }

  @Test
  void aVersionThatIsPublishedForAnEarlierTimeEndsTheOneBeforeItThere() {
    add(1, 20, "live", "view");
    add(2, 10, "live", "view");

    assertThat(fired("view", 15)).containsExactly(2);
    assertThat(fired("view", 25)).containsExactly(2);
  }

  @Test
  void aVersionWithAnErrorChangesNothing() {
    add(1, 10, "live", "view");
    Campaign wrong = campaign("live", "view, where: event.price >");

    assertThat(publications.add(published(wrong, 2, 20)).toString()).contains("error");
    assertThat(fired("view", 25)).containsExactly(1);
  }

  @Test
  void anEditThatKeepsThePatternKeepsItsRuns() {
    add(1, 0, "live", "view, times: 2");
    UserState state = new UserState("ann");
    List<Trigger> triggers = new ArrayList<>();
    Output output = Output.triggersTo(triggers::add);
    new Detector(publications.campaigns())
        .onEvent(new Event("e1", "ann", "view", 5, Properties.EMPTY), state, output);
    add(2, 10, "live", "view, times: 2");
    new Detector(publications.campaigns())
        .onEvent(new Event("e2", "ann", "view", 15, Properties.EMPTY), state, output);

    assertThat(triggers).extracting(Trigger::version).containsExactly(2);
  }

  @Test
  void whatIsForgottenIsGone() {
    add(1, 10, "live", "view");
    publications.forget("one");

    assertThat(publications.campaigns().size()).isZero();
  }

  private void add(int version, long publishedAt, String status, String step) {
    assertThat(publications.add(published(campaign(status, step), version, publishedAt))).isEmpty();
  }

  private static CampaignSet.Published published(Campaign campaign, int version, long at) {
    return new CampaignSet.Published(campaign, version, Instant.ofEpochMilli(at));
  }

  private static Campaign campaign(String status, String step) {
    String text =
        """
        id: one
        status: %s
        pattern:
          steps:
            - {name: step, event: %s}
          within: 1h
        """
            .formatted(status, step);
    return CampaignReader.read("one.yaml", text, new ArrayList<>()).get(0).campaign();
  }

  /** The versions that fire at an event. */
  private List<Integer> fired(String type, long time) {
    List<Integer> versions = new ArrayList<>();
    new Detector(publications.campaigns())
        .onEvent(
            new Event("e", "ann", type, time, Properties.EMPTY),
            new UserState("ann"),
            Output.triggersTo(trigger -> versions.add(trigger.version())));
    return versions;
  }
}
