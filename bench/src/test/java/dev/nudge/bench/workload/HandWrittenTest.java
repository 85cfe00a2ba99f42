package dev.nudge.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.Detector;
import dev.nudge.engine.Output;
import dev.nudge.engine.UserState;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Shapes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written by hand and what is a campaign are the same: for whom, when, with which text. */
class HandWrittenTest {
  private static final Click[] CLICKS = ClickStream.first(40_000);
  private static final long HOUR = 3_600_000;

  @ParameterizedTest
  @EnumSource(ShopPattern.class)
  void itFiresWhatTheEngineFires(ShopPattern pattern) {
    List<String> byHand = byHand(pattern);

    assertThat(byHand).hasSizeGreaterThan(10).isEqualTo(byTheEngine(pattern));
  }

  private static List<String> byHand(ShopPattern pattern) {
    List<String> fired = new ArrayList<>();
    HandWritten machines =
        new HandWritten(
            EnumSet.of(pattern),
            offer -> fired.add(line(pattern, offer.time(), offer.user(), offer.text())));
    for (Click click : CLICKS) {
      machines.take(click);
    }
    machines.passTo(end());
    assertThat(machines.fired().get(pattern)).isEqualTo(fired.size());
    return sorted(fired);
  }

  private static List<String> byTheEngine(ShopPattern pattern) {
    Detector detector = new Detector(Campaigns.compile(List.of(pattern.document())));
    Map<String, UserState> states = new HashMap<>();
    List<String> fired = new ArrayList<>();
    Output output =
        Output.triggersTo(
            trigger -> {
              Object text = ((Map<?, ?>) trigger.offer().orElseThrow()).get("text");
              fired.add(line(pattern, trigger.time(), trigger.user(), String.valueOf(text)));
            });
    Properties.Builder builder = new Properties.Builder(Shapes.shared());
    for (int i = 0; i < CLICKS.length; i++) {
      Event event = CLICKS[i].event("e" + i, builder);
      detector.onEvent(event, states.computeIfAbsent(event.user(), UserState::new), output);
    }
    states.values().forEach(state -> detector.onTime(end(), state, output));
    return sorted(fired);
  }

  private static long end() {
    return CLICKS[CLICKS.length - 1].time() + HOUR;
  }

  /** By hand only ten views are remembered, so that CHURN names a later one as the first. */
  private static String line(ShopPattern pattern, long time, String user, String text) {
    return time + " " + user + (pattern == ShopPattern.CHURN ? "" : " " + text);
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted(Comparator.naturalOrder()).toList();
  }
}
