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
  void whoPaysDuringAPauseGetsNoOfferAfterIt() {
    cart(1, "10:00", "live");
    cart(2, "10:10", "paused");
    cart(3, "10:30", "live");

    assertThat(offers(event("cart", "10:00"), event("purchase", "10:20"))).isEmpty();
    assertThat(offers(event("cart", "10:00"))).containsExactly("11:00 version 3");
    assertThat(offers(event("cart", "10:12"))).containsExactly("11:12 version 3");
  }

  @Test
  void whatIsDueDuringAPauseDoesNotFireAfterItEither() {
    cart(1, "10:00", "live");
    cart(2, "10:10", "paused");
    cart(3, "11:30", "live");

    assertThat(offers(event("cart", "10:00"))).isEmpty();
  }

  @Test
  void aPauseAtOnceAfterAnotherIsOnePause() {
    cart(1, "10:00", "paused");
    cart(2, "10:10", "paused");
    cart(3, "10:30", "live");

    assertThat(offers(event("cart", "10:00"), event("purchase", "10:20"))).isEmpty();
    assertThat(offers(event("cart", "10:00"))).containsExactly("11:00 version 3");
  }

  @Test
  void whatIsPublishedAfterAnEndBeginsAnew() {
    cart(1, "10:00", "live");
    cart(2, "10:10", "ended");
    cart(3, "10:30", "live");
    cart(4, "10:40", "paused");
    cart(5, "10:50", "live");

    assertThat(offers(event("cart", "10:00"))).isEmpty();
    assertThat(offers(event("cart", "10:00"), event("cart", "10:35")))
        .containsExactly("11:35 version 5");
  }

  @Test
  void aCompiledVersionIsAddedOnlyToTheLifeItIsOf() {
    cart(1, "10:00", "live");
    cart(2, "10:10", "ended");
    CampaignSet.Published third =
        new CampaignSet.Published(campaign("live", "view"), 3, Instant.ofEpochMilli(30), 1);

    assertThat(publications.add(publications.compile(third))).isFalse();
    assertThat(publications.campaigns().size()).isEqualTo(1);
    assertThat(publications.add(third)).isEmpty();
    assertThat(publications.campaigns().size()).isEqualTo(2);
  }

  @Test
  void whatIsPublishedAfterAnEndBeginsAnewWhenTheEndIsForgotten() {
    cart(1, "10:00", "live");
    UserState state = new UserState("ann");
    detect(state, event("cart", "10:00"));
    publications.forget("one");
    publications.add(
        new CampaignSet.Published(
            CampaignReader.read("one.yaml", abandoned("live"), new ArrayList<>()).get(0).campaign(),
            3,
            at("10:30"),
            3));

    assertThat(detect(state, event("view", "11:05"))).isEmpty();
  }

  @Test
  void aMeasureGoesOnDuringAPause() {
    String document =
        """
        id: one
        status: %s
        measures:
          views: {aggregate: count, event: view}
        when: views == 2
        """;
    publish(1, "10:00", document.formatted("live"));
    publish(2, "10:10", document.formatted("paused"));
    publish(3, "10:30", document.formatted("live"));

    assertThat(offers(event("view", "10:20"), event("view", "10:40")))
        .containsExactly("10:40 version 3");
    assertThat(offers(event("view", "10:15"), event("view", "10:20"), event("view", "10:40")))
        .isEmpty();
  }

  private void cart(int version, String time, String status) {
    publish(version, time, abandoned(status));
  }

  private static String abandoned(String status) {
    return """
           id: one
           status: %s
           pattern:
             steps:
               - {name: cart, event: cart}
               - {name: purchase, event: purchase, absent: true}
             within: 1h
           """
        .formatted(status);
  }

  private void publish(int version, String time, String document) {
    Campaign campaign =
        CampaignReader.read("one.yaml", document, new ArrayList<>()).get(0).campaign();
    assertThat(publications.add(new CampaignSet.Published(campaign, version, at(time)))).isEmpty();
  }

  private static Instant at(String time) {
    return Instant.parse("2026-11-20T" + time + ":00Z");
  }

  private static Event event(String type, String time) {
    return new Event(type + time, "ann", type, at(time).toEpochMilli(), Properties.EMPTY);
  }

  private List<String> offers(Event... events) {
    List<Event> all = new ArrayList<>(List.of(events));
    all.add(event("noon", "12:00"));
    return detect(new UserState("ann"), all.toArray(Event[]::new));
  }

  /** What fires at these events of one user, all versions being known. */
  private List<String> detect(UserState state, Event... events) {
    List<String> fired = new ArrayList<>();
    Output output =
        Output.triggersTo(
            trigger ->
                fired.add(
                    Instant.ofEpochMilli(trigger.time()).toString().substring(11, 16)
                        + " version "
                        + trigger.version()));
    Detector detector = new Detector(publications.campaigns());
    for (Event event : events) {
      detector.onEvent(event, state, output);
    }
    return fired;
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
