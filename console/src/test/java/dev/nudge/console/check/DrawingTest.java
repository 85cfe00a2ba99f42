package dev.nudge.console.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DrawingTest {
  @Test
  void anAbandonedCartWaitsForTimeToPass() {
    assertThat(
            drawn(
                """
                id: abandoned-cart
                pattern:
                  steps:
                    - {name: cart_add, event: cart, where: event.price > 200.0}
                    - {name: purchase, event: purchase, absent: true}
                  within: 10m
                """))
        .containsExactly(
            "start",
            "wait for time: cart_add",
            "fire",
            "stop",
            "start -take-> cart_add: cart where event.price > 200.0",
            "cart_add -stop-> stop: purchase",
            "cart_add -deadline-> fire: 10m without purchase");
  }

  @Test
  void stepsThatFollowMayBeRepeatedLeftOutOrRunOutOfTime() {
    assertThat(
            drawn(
                """
                id: looks
                pattern:
                  steps:
                    - {name: views, event: [view, look], times: {min: 2, max: 5}}
                    - {name: chat, event: chat, optional: true}
                    - {name: cart, event: cart, contiguity: next, after: 1h}
                  within: 7d
                when: cart.price > 3
                """))
        .containsExactly(
            "start",
            "wait: views, 2 to 5 times",
            "wait: chat",
            "wait: cart",
            "fire",
            "stop",
            "start -take-> views: view or look",
            "views -take-> views: again, 2 to 5 times",
            "views -take-> chat: chat",
            "views -take-> cart: next cart, after 1h",
            "chat -take-> cart: next cart, after 1h",
            "cart -pass-> fire: cart.price > 3",
            "views -deadline-> stop: 7d",
            "chat -deadline-> stop: 7d");
  }

  @Test
  void aGroupGoesRound() {
    assertThat(
            drawn(
                """
                id: round
                pattern:
                  steps:
                    - times: {min: 2}
                      steps:
                        - {name: seen, event: view}
                        - {name: compared, event: compare}
                    - {name: asked, event: chat}
                """))
        .contains(
            "compared -take-> seen: again, 2 times or more",
            "compared -take-> asked: chat",
            "asked -pass-> fire: ");
  }

  @Test
  void aCampaignWithoutPatternFiresWhenItsConditionComesTrue() {
    assertThat(
            drawn(
                """
                id: big-spender
                measures:
                  spend: {aggregate: sum, event: purchase, value: event.price, over: 30d}
                when: spend > 1000.0
                """))
        .containsExactly("start", "fire", "start -take-> fire: spend > 1000.0");
  }

  @Test
  void whatHasMistakesIsDrawnAsFarAsItCanBeRead() {
    assertThat(drawn("id: x\npattern:\n  steps:\n    - {nam: a, event: view}\n"))
        .contains("fire")
        .anyMatch(line -> line.startsWith("start -take->"));
  }

  private static List<String> drawn(String text) {
    Drawing drawing = Checked.of(text).campaign().map(DrawingBuilder::draw).orElseThrow();
    return Stream.concat(
            drawing.states().stream().map(DrawingTest::line),
            drawing.edges().stream()
                .map(
                    edge ->
                        name(drawing, edge.from())
                            + " -"
                            + edge.kind().text()
                            + "-> "
                            + name(drawing, edge.to())
                            + ": "
                            + edge.label()))
        .toList();
  }

  private static String line(Drawing.Circle circle) {
    return switch (circle.kind()) {
      case WAIT -> "wait: " + circle.label();
      case DEADLINE -> "wait for time: " + circle.label();
      default -> circle.kind().text();
    };
  }

  private static String name(Drawing drawing, String id) {
    Drawing.Circle circle =
        drawing.states().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    return circle.step() == null ? id : circle.step();
  }
}
