package dev.nudge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A campaign that fails by a mistake of this program costs what it would have found, no more. */
final class FailingCampaignTest {
  private static final String OTHERS =
      """
      id: counting
      measures:
        carts: {aggregate: count, event: cart}
      when: carts >= 1
      ---
      id: pattern
      pattern: {steps: [{name: cart, event: cart}]}
      ---
      id: waiting
      pattern:
        steps:
          - {name: cart, event: cart}
          - {name: buy, event: buy, absent: true}
        within: 10s
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "measures: {c: {aggregate: count, event: cart, where: size(event.tags) < 9}}\nwhen: c > 0",
        "measures: {c: {aggregate: count, event: cart}}\nwhen: c > 0 && size(event.tags) < 9",
        "pattern: {steps: [{name: cart, event: cart, where: size(event.tags) < 9}]}",
        "pattern: {steps: [{name: cart, event: cart}]}\nwhen: size(cart.tags) < 9",
        "pattern: {steps: [{name: cart, event: cart}]}\noffer: {text: \"${size(cart.tags)}\"}"
      })
  void atAnEvent(String failing) {
    Heard heard = new Heard("id: failing\n" + failing + "\n---\n" + OTHERS);

    heard.take(cart("e1", 1));
    heard.take(cart("e2", 2));
    heard.until(100);

    assertThat(heard.failures).contains("failing ann e1", "failing ann e2");
    assertThat(heard.failures).allMatch(failure -> failure.startsWith("failing ann e"));
    assertThat(heard.fired).containsExactly("counting", "pattern", "pattern", "waiting", "waiting");
    assertThat(heard.detector.conditionErrors().get("failing")).containsKey("internal");
  }

  @Test
  void atADeadlineItsRunsAreGivenUp() {
    Heard heard =
        new Heard(
            """
            id: failing
            pattern:
              steps:
                - {name: cart, event: cart}
                - {name: buy, event: buy, absent: true}
              within: 10s
            when: size(cart.tags) < 9
            ---
            """
                + OTHERS);

    Fault fault = new Fault();
    fault.armed = false;
    heard.take(cart("e1", 1, fault));
    fault.armed = true;
    heard.until(100);
    heard.until(200);

    assertThat(heard.failures).containsExactly("failing ann deadline");
    assertThat(heard.fired).containsExactly("counting", "pattern", "waiting");
    assertThat(heard.state.nextDeadline()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void whoDoesNotTakeItIsThrownIt() {
    Detector detector =
        new Detector(
            TestCampaigns.of(
                "id: failing\npattern: {steps: [{name: cart, event: cart, where: size(event.tags) < 9}]}\n"));

    assertThatThrownBy(
            () ->
                detector.onEvent(
                    cart("e1", 1), new UserState("ann"), Output.triggersTo(trigger -> {})))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a fault was injected");
  }

  private static Event cart(String id, int second) {
    return cart(id, second, new Fault());
  }

  private static Event cart(String id, int second, Fault tags) {
    return new Event(id, "ann", "cart", second * 1000L, Properties.of(Map.of("tags", tags)));
  }

  /** A property that fails whoever looks into it, once it is armed. */
  private static final class Fault extends AbstractList<Object> {
    private boolean armed = true;

    @Override
    public Object get(int index) {
      throw new IllegalStateException("a fault was injected");
    }

    @Override
    public int size() {
      if (!armed) {
        return 0;
      }
      throw new IllegalStateException("a fault was injected");
    }
  }

  private static final class Heard implements Output {
    final Detector detector;
    final UserState state = new UserState("ann");
    final List<String> fired = new ArrayList<>();
    final List<String> failures = new ArrayList<>();

    Heard(String documents) {
      detector = new Detector(TestCampaigns.of(documents));
    }

    void take(Event event) {
      detector.onEvent(event, state, this);
    }

    void until(int second) {
      detector.onTime(second * 1000L, state, this);
    }

    @Override
    public void trigger(Trigger trigger) {
      fired.add(trigger.campaign());
    }

    @Override
    public void failed(String campaign, String user, Optional<Event> event, Throwable failure) {
      failures.add(campaign + " " + user + " " + event.map(Event::id).orElse("deadline"));
    }

    @Override
    public void transition(Transition transition) {}

    @Override
    public void rejected(Event event, String reason) {}
  }
}
