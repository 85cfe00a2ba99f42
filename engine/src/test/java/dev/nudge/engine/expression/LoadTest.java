package dev.nudge.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final List<String> SOURCES =
      List.of(
          "event.price > 200.0 && event.type in ['cart', 'view']",
          "profile.tier in ['gold', 'platinum']",
          "spend_30d > 500.0",
          "event.product_id == %s.product_id && event.time - %s.time < duration('10m')");

  @Test
  void tenThousandDifferentExpressionsCompileInSeconds() {
    Expressions expressions = new Expressions();
    List<Problem> problems = new ArrayList<>();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < 2_500; i++) {
      String step = "step_" + i;
      Scope scope =
          new Scope(
              true,
              false,
              Map.of(step, new Scope.Step(0, false)),
              Map.of("spend_30d", new Scope.Measure(0, Scope.Type.DOUBLE, false)),
              Map.of());
      for (String source : SOURCES) {
        Text text = Text.at(new Position("load.yaml", 1, 1), source.replace("%s", step));
        assertThat(expressions.compile(text, scope, Scope.Type.BOOL, problems)).isPresent();
      }
    }
    Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
    System.out.printf("10,000 expressions compiled in %d ms of processor time%n", taken.toMillis());
    assertThat(problems).isEmpty();
    assertThat(taken).isLessThan(Duration.ofSeconds(8));
  }
}
