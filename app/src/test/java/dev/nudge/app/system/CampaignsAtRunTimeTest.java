package dev.nudge.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Campaigns are published, edited, paused, ended and refused while the system runs. One system
 * serves all; each test has campaigns and users of its own.
 */
final class CampaignsAtRunTimeTest {
  private static final String PHONE =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
          + " Gecko) Version/17.5 Mobile/15E148 Safari/604.1";

  @TempDir private static Path folder;
  private static RunningSystem system;

  @BeforeAll
  static void start() throws Exception {
    Path countries = CountryFile.write(folder.resolve("countries.mmdb"), "PT");
    system =
        RunningSystem.start(
            folder,
            "topics.offers=[special-offers, {topic: alerts, value: {userId: '${user}',"
                + " type: '${offer.type}', n: '${event.n}', who: 'for ${profile.name ?? user}',"
                + " gone: '${offer.gone}', all: '${matched.wave}'}}]",
            "enrich.user_agent=user_agent",
            "enrich.geo_database=" + countries);
    system.publish("witness", onEach("witness", "witness", "live", "seen ${it.id}"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (system != null) {
      system.close();
    }
  }

  @Test
  void anEditIsTheNextVersionAndKeepsTheRunsOfAPatternThatIsAsItWas() throws Exception {
    String first =
        """
        id: reminder
        pattern:
          steps:
            - {name: cart, event: cart}
            - {name: back, event: login}
          within: 1h
        offer: {text: "first words about ${cart.product_id}"}
        """;
    assertThat(system.publish("reminder", first)).contains("\"version\":1,\"state\":\"active\"");
    event("rita", "cart", "\"product_id\":\"p1\"");
    settle("rita");

    String second = first.replace("first words", "better words");
    assertThat(system.publish("reminder", second)).contains("\"version\":2,\"state\":\"active\"");
    event("rita", "login", "");
    settle("rita");

    assertThat(triggers("reminder", "rita"))
        .singleElement()
        .asString()
        .contains("\"version\":2")
        .contains("better words about p1");
  }

  @Test
  void aPausedCampaignIsSilentUntilItIsLiveAgain() throws Exception {
    publish("paused", "ping", "live");
    event("paul", "ping", "");
    assertThat(publish("paused", "ping", "paused")).contains("\"version\":2,\"state\":\"paused\"");
    event("paul", "ping", "");
    settle("paul");
    assertThat(triggers("paused", "paul")).hasSize(1);

    assertThat(publish("paused", "ping", "live")).contains("\"version\":3,\"state\":\"active\"");
    event("paul", "ping", "");
    settle("paul");
    assertThat(triggers("paused", "paul")).hasSize(2).last().asString().contains("\"version\":3");
  }

  @Test
  void withDefaultsTheFirstThatLooksBackIsToldWhatItSeesAndTheNextSeesIt() throws Exception {
    Instant ten = Instant.now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);
    Instant eleven = ten.plus(Duration.ofHours(1));

    assertThat(lookingBack("first-look", ten))
        .contains("4:3: warning: 'bought' (from " + ten.minus(Duration.ofDays(3)) + ") sees back")
        .contains("\"sees_from\":\"" + ten + "\"");
    at("lea", "buy", ten.plus(Duration.ofMinutes(10)));
    settle("lea");
    assertThat(lookingBack("second-look", eleven)).contains("\"sees_from\":\"" + ten + "\"");
    at("lea", "buy", eleven.plus(Duration.ofMinutes(10)));
    settle("lea");

    assertThat(triggers("second-look", "lea")).hasSize(1);
  }

  private static String lookingBack(String id, Instant published) throws Exception {
    return system.publish(
        id,
        """
        id: %s
        published: "%s"
        measures:
          bought: {aggregate: count, event: buy, over: {from: publish - 3d}}
        when: bought >= 2
        """
            .formatted(id, published));
  }

  @Test
  void whoPublishesIsToldOfATopicWhoseKeyIsNotTheUser() throws Exception {
    for (int row = 0; row < 40; row++) {
      system.write(
          "nudge.events",
          "row-" + row,
          "{\"user\":\"rob\",\"type\":\"row\",\"time\":\"" + Instant.now() + "\"}");
    }

    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(publish("scattered", "row", "live"))
                    .contains(
                        "1:1: warning: events of one user come from several partitions of"
                            + " 'nudge.events', so their order is lost")
                    .contains("ordering.wait: 2s"));
  }

  /**
   * Cart at 10:00, pause at 10:10, purchase at 10:20, live again at 10:30, and the hour is over.
   */
  @Test
  void whoPaysDuringAPauseGetsNoOfferAfterIt() throws Exception {
    Instant ten = Instant.now().minus(Duration.ofHours(2));
    abandoned("pause-cart", ten, "live");
    at("pia", "cart", ten);
    at("peter", "cart", ten);
    assertThat(abandoned("pause-cart", ten.plus(Duration.ofMinutes(10)), "paused"))
        .contains("\"state\":\"paused\"");
    at("pia", "purchase", ten.plus(Duration.ofMinutes(20)));
    abandoned("pause-cart", ten.plus(Duration.ofMinutes(30)), "live");
    settle("pia");
    settle("peter");

    assertThat(triggers("pause-cart", "pia")).isEmpty();
    assertThat(triggers("pause-cart", "peter"))
        .singleElement()
        .asString()
        .contains("\"version\":3")
        .contains("\"time\":\"" + second(ten.plus(Duration.ofHours(1))));
  }

  @Test
  void whatIsPublishedAfterAnEndBeginsAnew() throws Exception {
    Instant ten = Instant.now().minus(Duration.ofHours(2));
    abandoned("anew-cart", ten, "live");
    at("nora", "cart", ten);
    abandoned("anew-cart", ten.plus(Duration.ofMinutes(10)), "ended");
    abandoned("anew-cart", ten.plus(Duration.ofMinutes(30)), "live");
    settle("nora");

    assertThat(triggers("anew-cart", "nora")).isEmpty();
  }

  @Test
  void anEndedCampaignIsSilentAndMayBePublishedAnew() throws Exception {
    publish("ended", "pong", "live");
    assertThat(publish("ended", "pong", "ended")).contains("\"version\":2,\"state\":\"ended\"");
    event("emma", "pong", "");
    settle("emma");
    assertThat(triggers("ended", "emma")).isEmpty();

    assertThat(publish("ended", "pong", "live")).contains("\"version\":3,\"state\":\"active\"");
    event("emma", "pong", "");
    settle("emma");
    assertThat(triggers("ended", "emma")).hasSize(1);
  }

  @Test
  void aTombstoneEndsACampaign() throws Exception {
    publish("buried", "knock", "live");
    assertThat(system.publish("buried", null)).contains("\"version\":2,\"state\":\"ended\"");
    event("theo", "knock", "");
    settle("theo");
    assertThat(triggers("buried", "theo")).isEmpty();

    assertThat(publish("buried", "knock", "live")).contains("\"version\":3,\"state\":\"active\"");
    event("theo", "knock", "");
    settle("theo");
    assertThat(triggers("buried", "theo")).hasSize(1);
  }

  @Test
  void aTombstoneOfNoCampaignIsRefused() throws Exception {
    assertThat(system.publish("never-was", null))
        .contains("\"version\":0,\"state\":\"refused\"")
        .contains("there is no such campaign");
  }

  @Test
  void aBrokenDocumentIsRefusedWithItsReasonsAndTheVersionBeforeItStaysLive() throws Exception {
    publish("fragile", "touch", "live");
    String broken =
        """
        id: fragile
        pattern:
          steps:
            - {name: one, evnt: touch}
          withn: 10m
        """;
    assertThat(system.publish("fragile", broken))
        .contains("\"version\":1,\"state\":\"refused\"")
        .contains("fragile:4:19: error: unknown key 'evnt'")
        .contains("did you mean 'within'?");
    assertThat(system.await("nudge.rejected", value -> value.contains("withn")))
        .contains("\"source\":\"nudge.campaigns-0@")
        .contains("\"reason\":\"bad campaign\"")
        .contains("\"problems\":[\"fragile:4:19: error: unknown key 'evnt'");

    event("fred", "touch", "");
    settle("fred");
    assertThat(triggers("fragile", "fred")).singleElement().asString().contains("\"version\":1");
  }

  @Test
  void theSameDocumentTwiceIsOneVersion() throws Exception {
    assertThat(publish("twice", "tick", "live")).contains("\"version\":1,\"state\":\"active\"");
    assertThat(publish("twice", "tick", "live")).contains("\"version\":1,\"state\":\"active\"");
    event("tina", "tick", "");
    settle("tina");
    assertThat(triggers("twice", "tina")).singleElement().asString().contains("\"version\":1");
  }

  @Test
  void aDocumentUnderAnotherIdThanItsOwnIsRefused() throws Exception {
    assertThat(system.publish("mine", onEach("yours", "grab", "live", "x")))
        .contains("\"campaign\":\"mine\",\"version\":0,\"state\":\"refused\"")
        .contains("the record's key is 'mine', the campaign's id 'yours'");
    event("gus", "grab", "");
    settle("gus");
    assertThat(triggers("yours", "gus")).isEmpty();
  }

  @Test
  void aDocumentMayBeJsonIndentedWithTabs() throws Exception {
    String json =
        "{\n\t\"id\": \"tabbed\",\n\t\"pattern\": {\"steps\": [\n\t\t{\"name\": \"a\", \"event\":"
            + " \"tap\"}\n\t]},\n\t\"offer\": {\"x\": 1}\n}";
    assertThat(system.publish("tabbed", json)).contains("\"version\":1,\"state\":\"active\"");
  }

  @Test
  void aDraftIsRefused() throws Exception {
    assertThat(publish("draft", "sketch", "draft"))
        .contains("\"state\":\"refused\"")
        .contains("set 'status: live'");
  }

  @Test
  void anOfferMayHaveATopicOfItsOwnAmongThoseAllowed() throws Exception {
    system.publish("special", onEach("special", "wave", "live", "hi") + "topic: special-offers\n");
    event("sam", "wave", "");
    assertThat(system.await("special-offers", value -> value.contains("\"sam\"")))
        .contains("\"campaign\":\"special\"");
    settle("sam");
    assertThat(triggers("special", "sam")).isEmpty();

    assertThat(
            system.publish("secret", onEach("secret", "wave", "live", "hi") + "topic: payroll\n"))
        .contains("\"state\":\"refused\"")
        .contains(
            "the topic 'payroll' is not among those of 'topics.offers': special-offers, alerts");
  }

  @Test
  void aTopicMayHaveValuesOfAShapeOfItsOwnAndCarriesTheTriggerBesideThem() throws Exception {
    system.publish(
        "shaped",
        "{id: shaped, status: live, topic: alerts, offer: {type: hint},"
            + " pattern: {steps: [{name: wave, event: wave2, where: event.n > 0}]}}");
    event("una", "wave2", "\"n\":7");

    String alert = system.await("alerts", value -> value.contains("\"una\""));

    assertThat(alert)
        .startsWith(
            "{\"userId\":\"una\",\"type\":\"hint\",\"n\":7,\"who\":\"for una\",\"gone\":null,"
                + "\"all\":{\"count\":1,");
    assertThat(system.header("alerts", alert, "nudge.trigger"))
        .contains("\"campaign\":\"shaped\",\"version\":1,\"user\":\"una\"")
        .contains("\"cause\":\"match\",\"offer\":{\"type\":\"hint\"},\"matched\":{\"wave\":{");
  }

  @Test
  void anUpdateOfAProfileChangesWhoIsInTheAudience() throws Exception {
    system.publish(
        "gold-only",
        onEach("gold-only", "enter", "live", "hi") + "audience: profile.tier == 'gold'\n");
    event("gina", "enter", "");
    settle("gina");
    assertThat(triggers("gold-only", "gina")).isEmpty();

    system.write("nudge.profiles", "gina", "{\"user\":\"gina\",\"tier\":\"gold\"}");
    untilItFires("gold-only", "gina", "enter", "");
    system.write("nudge.profiles", "gina", "{\"user\":\"gina\",\"tier\":null}");
    untilItIsSilent("gold-only", "gina", "enter");
  }

  @Test
  void anEventIsJoinedWithTheCatalogueAsItIsNow() throws Exception {
    system.publish(
        "shoes",
        """
        id: shoes
        pattern:
          steps:
            - {name: look, event: look, where: event.category == 'shoes' && event.price < 50.0}
        offer: {text: "${look.title}"}
        """);
    String p7 = "\"product_id\":\"p7\"";
    thing("p7", "boots", 79.0);
    event("cara", "look", p7);
    settle("cara");
    assertThat(triggers("shoes", "cara")).isEmpty();

    thing("p7", "boots", 39.5);
    untilItFires("shoes", "cara", "look", p7);
    assertThat(triggers("shoes", "cara").get(0))
        .contains("\"offer\":{\"text\":\"boots\"}")
        .contains("\"category\":\"shoes\"");
    system.write("nudge.catalog", "p7", null);
    untilItIsSilent("shoes", "cara", "look", p7);
  }

  @Test
  void anEventThatComesTooLateIsKeptWithTheReason() throws Exception {
    publish("punctual", "arrive", "live");
    event("leo", "hello", "");
    settle("leo");
    event(
        "leo",
        "arrive",
        "\"id\":\"late-1\",\"time\":\"" + Instant.now().minus(Duration.ofDays(2)) + "\"");
    assertThat(system.await("nudge.rejected", value -> value.contains("late-1")))
        .contains("\"reason\":\"late\"");
    settle("leo");
    assertThat(triggers("punctual", "leo")).isEmpty();
  }

  @Test
  void anEventFarAheadOfItsRecordIsNotBelieved() throws Exception {
    event(
        "vera",
        "hello",
        "\"id\":\"ahead-1\",\"time\":\"" + Instant.now().plus(Duration.ofDays(2)) + "\"");
    assertThat(system.await("nudge.rejected", value -> value.contains("ahead-1")))
        .contains("\"reason\":\"ahead of its time\"")
        .containsPattern("\"source\":\"nudge.events-\\d@\\d+\"");
  }

  @Test
  void whatIsNoEventIsKeptWithTheReason() throws Exception {
    system.write("nudge.events", "odd", "no JSON at all");
    assertThat(system.await("nudge.rejected", value -> value.contains("no JSON at all")))
        .containsPattern("\"source\":\"nudge.events-\\d@\\d+\"");
  }

  @Test
  void theKindOfDeviceFollowsFromTheUserAgentAndTheCountryFromTheAddress() throws Exception {
    system.publish(
        "on-the-way",
        """
        id: on-the-way
        pattern:
          steps:
            - {name: visit, event: visit, where: event.device == 'Phone' && event.country == 'PT'}
        offer: {text: "on your ${visit.device} in ${visit.country}"}
        """);
    String agent = "\"user_agent\":\"" + PHONE + "\"";
    event("dora", "visit", agent + ",\"ip\":\"200.1.2.3\"");
    event("dora", "visit", "\"ip\":\"85.1.2.3\"");
    event("dora", "visit", agent + ",\"ip\":\"85.1.2.3\"");
    settle("dora");

    assertThat(triggers("on-the-way", "dora"))
        .singleElement()
        .asString()
        .contains("\"text\":\"on your Phone in PT\"");
  }

  /** A campaign that fires on each event of a type. */
  private static String onEach(String id, String type, String status, String text) {
    return """
           id: %s
           status: %s
           pattern:
             steps:
               - {name: it, event: %s}
           offer: {text: "%s"}
           """
        .formatted(id, status, type, text);
  }

  private static String publish(String id, String type, String status) throws Exception {
    return system.publish(id, onEach(id, type, status, id));
  }

  private static void event(String user, String type, String members) throws Exception {
    system.write(
        "nudge.events",
        user,
        "{\"user\":\""
            + user
            + "\",\"type\":\""
            + type
            + "\""
            + (members.isEmpty() ? "" : "," + members)
            + "}");
  }

  private static void thing(String id, String title, double price) throws Exception {
    String value = "{\"product_id\":\"%s\",\"category\":\"shoes\",\"title\":\"%s\",\"price\":%s}";
    system.write("nudge.catalog", id, value.formatted(id, title, price));
  }

  /** Fires an hour after a cart without a purchase. */
  private static String abandoned(String id, Instant published, String status) throws Exception {
    return system.publish(
        id,
        """
        id: %s
        status: %s
        published: %s
        pattern:
          steps:
            - {name: cart, event: cart}
            - {name: purchase, event: purchase, absent: true}
          within: 1h
        """
            .formatted(id, status, published));
  }

  private static void at(String user, String type, Instant time) throws Exception {
    event(user, type, "\"time\":\"" + time + "\"");
  }

  private static String second(Instant time) {
    return time.toString().substring(0, 19);
  }

  /** Returns when all triggers of a user's events so far have been read: they come in order. */
  private static void settle(String user) throws Exception {
    String id = "settled-" + System.nanoTime();
    event(user, "witness", "\"id\":\"" + id + "\"");
    system.await("nudge.triggers", value -> value.contains(id));
  }

  private static List<String> triggers(String campaign, String user) {
    return system.values("nudge.triggers").stream()
        .filter(
            value ->
                value.contains("\"campaign\":\"" + campaign + "\"")
                    && value.contains("\"user\":\"" + user + "\""))
        .toList();
  }

  /** Profiles and catalogue are read beside the events, in no order with them. */
  private static void untilItFires(String campaign, String user, String type, String members) {
    Awaitility.await()
        .atMost(RunningSystem.PATIENCE)
        .until(
            () -> {
              event(user, type, members);
              settle(user);
              return !triggers(campaign, user).isEmpty();
            });
  }

  private static void untilItIsSilent(
      String campaign, String user, String type, String... members) {
    Awaitility.await()
        .atMost(RunningSystem.PATIENCE)
        .until(
            () -> {
              int before = triggers(campaign, user).size();
              event(user, type, String.join(",", members));
              settle(user);
              return triggers(campaign, user).size() == before;
            });
  }
}
