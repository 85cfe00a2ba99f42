package dev.nudge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a trigger tells of the events that matched. */
class MatchedEventsTest {
  private static final String[] EVENTS = {"u1 view 1 p=a q=b r=1", "u1 cart 2 p=c q=d r=2"};

  @Test
  void theyHaveThePropertiesThatTheCampaignReadsAnywhere() {
    assertThat(
            matched(
                """
                id: c
                pattern:
                  steps:
                    - {name: look, event: view, where: event.r == 1}
                    - {name: take, event: cart}
                offer: {text: "${look.p}"}
                """))
        .contains("\"p\":\"a\",\"r\":1}")
        .contains("\"p\":\"c\",\"r\":2}")
        .doesNotContain("\"q\"");
  }

  @Test
  void theyAreWholeWhereTheCampaignSaysSo() {
    assertThat(
            matched(
                """
                id: c
                pattern:
                  steps:
                    - {name: look, event: view}
                    - {name: take, event: cart}
                matched: all
                """))
        .contains("\"user\":\"u1\",\"type\":\"view\"")
        .contains("\"q\":\"b\"")
        .contains("\"q\":\"d\"");
  }

  @Test
  void theyAreWholeWhereAScriptLooksAtThem() {
    assertThat(
            matched(
                """
                id: c
                pattern:
                  steps:
                    - {name: look, event: view, script: "function(event) { return true; }"}
                    - {name: take, event: cart}
                offer: {text: "${look.p}"}
                """))
        .contains("\"q\":\"b\"");
  }

  @Test
  void anEventThatMadeAConditionTrueHasWhatTheMeasureReads() {
    assertThat(
            matched(
                """
                id: c
                measures:
                  carts: {aggregate: count, event: cart, where: event.q == 'd'}
                when: carts == 1
                """))
        .contains("\"time\":\"1970-01-01T00:00:02Z\",\"q\":\"d\"}]");
  }

  @Test
  void anotherWordIsRefused() {
    assertThat(
            TestCampaigns.compile(
                    """
                    id: c
                    pattern: {steps: [{name: look, event: view}]}
                    matched: some
                    """)
                .problems())
        .singleElement()
        .asString()
        .contains("'matched'")
        .contains("read, all");
  }

  private static String matched(String document) {
    var replay = TestCampaigns.replay(TestCampaigns.of(document), EVENTS);
    assertThat(replay.triggers).hasSize(1);
    return new String(new JsonWriter().write(replay.triggers.get(0)), StandardCharsets.UTF_8);
  }
}
