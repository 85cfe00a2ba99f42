package dev.nudge.engine;

import static dev.nudge.engine.TestCampaigns.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The same event twice counts once, for patterns and measures alike. */
final class RepeatsTest {
  private static final String TWO_VIEWS =
      """
      id: pattern
      pattern:
        steps: [{name: views, event: view, times: 2}]
      ---
      id: measure
      measures:
        views: {aggregate: count, event: view}
      when: views == 2
      """;

  private final CampaignSet campaigns = TestCampaigns.of(TWO_VIEWS);
  private final List<String> fired = new ArrayList<>();
  private final List<String> repeated = new ArrayList<>();
  private final UserState state = new UserState("u1");
  private Detector detector = remembering(Detector.DEFAULT_REPEATS);

  private final Output output =
      new Output() {
        @Override
        public void trigger(Trigger trigger) {
          fired.add(trigger.campaign());
        }

        @Override
        public void transition(Transition transition) {}

        @Override
        public void rejected(Event event, String reason) {}

        @Override
        public void repeated(Event event) {
          repeated.add(event.id());
        }
      };

  @Test
  void theSameEventTwiceIsOneEvent() {
    take(event("e1", "u1 view 0"), event("e1", "u1 view 0"));

    assertThat(fired).isEmpty();
    assertThat(repeated).containsExactly("e1");
  }

  @Test
  void anotherIdIsAnotherEvent() {
    take(event("e1", "u1 view 0"), event("e2", "u1 view 0"));

    assertThat(fired).containsExactlyInAnyOrder("pattern", "measure");
    assertThat(repeated).isEmpty();
  }

  @Test
  void aRepeatWithTheTimeOfAnotherRecordMovesNoClock() {
    take(event("e1", "u1 view 0"), event("e1", "u1 view 500"));

    assertThat(state.clock()).isZero();
  }

  @Test
  void anOrdersNumberThatTwoTypesShareTellsThemApart() {
    take(event("order-1", "u1 view 0"), event("order-1", "u1 cart 1"));

    assertThat(repeated).isEmpty();
  }

  @Test
  void itIsStillKnownWhenTheStateHasBeenWrittenAndRead() {
    take(event("e1", "u1 view 0"));
    UserState again = UserState.fromBytes(state.toBytes());
    detector.onEvent(event("e1", "u1 view 0"), again, output);

    assertThat(repeated).containsExactly("e1");
    assertThat(again).isEqualTo(state);
  }

  @Test
  void whatCameBeforeMoreEventsThanAreRememberedCountsAgain() {
    detector = remembering(2);
    take(event("e1", "u1 view 0"), event("e2", "u1 view 1"), event("e3", "u1 view 2"));
    take(event("e1", "u1 view 0"));

    assertThat(repeated).isEmpty();
  }

  @Test
  void eventsThatConcernNoCampaignAreNotRemembered() {
    detector = remembering(2);
    take(event("e1", "u1 view 0"), event("h1", "u1 hello 1"), event("h2", "u1 hello 2"));
    take(event("e1", "u1 view 0"));

    assertThat(repeated).containsExactly("e1");
  }

  @Test
  void withoutMemoryEveryEventCounts() {
    detector = remembering(0);
    int before = state.toBytes().length;
    take(event("e1", "u1 view 0"), event("e1", "u1 view 0"));

    assertThat(fired).containsExactlyInAnyOrder("pattern", "measure");
    assertThat(before).isLessThan(40);
  }

  @Test
  void aUserCostsAtMostEightBytesForEachRemembered() {
    UserState forgetful = new UserState("u1");
    Detector none = remembering(0);
    for (int i = 0; i < 1_000; i++) {
      none.onEvent(event("e" + i, "u1 view " + i), forgetful, output);
      take(event("e" + i, "u1 view " + i));
    }

    assertThat(state.toBytes().length - forgetful.toBytes().length)
        .isEqualTo(8 * Detector.DEFAULT_REPEATS);
  }

  /** Of any events, in any order, those are dropped that are among the last so many. */
  @Property(tries = 300)
  void aRepeatIsWhatIsAmongTheLastSoMany(
      @ForAll @Size(max = 60) List<@IntRange(max = 12) Integer> ids,
      @ForAll @IntRange(min = 1, max = 8) int most) {
    Recent recent = new Recent();
    Set<Integer> last = new LinkedHashSet<>();
    for (int id : ids) {
      boolean isNew = !last.contains(id);
      if (isNew) {
        last.add(id);
        if (last.size() > most) {
          last.remove(last.iterator().next());
        }
      }
      assertThat(recent.add(event("e" + id, "u1 view 0"), most)).isEqualTo(isNew);
    }
  }

  @Test
  void differentIdsAreDifferent() {
    Recent recent = new Recent();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      ids.add("e" + i);
      ids.add(Integer.toHexString(i * 7919));
    }

    assertThat(ids)
        .allSatisfy(id -> assertThat(recent.add(event(id, "u1 view 0"), 5_000)).isTrue());
  }

  private Detector remembering(int most) {
    return new Detector(campaigns, Detector.DEFAULT_LATENESS, Retention.NONE, most);
  }

  private void take(Event... events) {
    for (Event event : events) {
      detector.onEvent(event, state, output);
    }
  }
}
