package dev.nudge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExplanationTest {
  @Test
  void aRelaxedPatternListensToItsOwnEventsOnly() {
    assertThat(
            TestCampaigns.of(
                    """
                    id: abandoned
                    status: live
                    pattern:
                      steps:
                        - {name: cart_add, event: cart, where: event.price > 200.0}
                        - {name: help, event: [chat, call], after: 1m, times: 2}
                        - {name: purchase, event: purchase, absent: true}
                      within: 90m
                    """)
                .explain("abandoned"))
        .isEqualTo(
            """
            abandoned
              program, all within 90m; a match consumes what began before it ended
                0: wait for 'cart_add'
                   cart where event.price > 200.0: take it, go to 1
                1: wait for 'help'
                   call or chat at least 1m later: take it, go to 2
                   anything else: let it pass
                2: wait for 'help'
                   purchase: give up
                   call or chat: take it, go to 3
                   anything else: let it pass
                3: wait for the deadline, no 'purchase' until then
                   purchase: give up
                   anything else: let it pass
                   at the deadline: match
              listens to call, cart, chat, purchase
              runs keep how many events they took and when, not the events
              keeps at most 1,000 runs (only the cap), 208,120 bytes and 1 timer a user
            """);
  }

  @Test
  void strictContiguityHasToSeeEveryEventThatExistsForThePattern() {
    String strict =
        """
        id: strict
        status: live
        pattern:
          AMONG
          steps:
            - {name: a, event: a}
            - {name: b, event: b, contiguity: next}
        """;
    assertThat(TestCampaigns.of(strict.replace("  AMONG\n", "")).explain("strict"))
        .contains("anything else: give up", "listens to every event");
    assertThat(
            TestCampaigns.of(strict.replace("AMONG", "among: event.type in ['a', 'b', 'c']"))
                .explain("strict"))
        .contains("listens to a, b, c");
  }
}
