package dev.nudge.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Properties;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllocationTest {
  private static final int TIMES = 1_000_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event.price > 200.0 && event.type in ['cart', 'view']",
        "event.gone > 200.0 || event.word > 1 || event.count + 1 == 4",
        "event.time - now < duration('10m') && has(event.word) && event.word.startsWith('R')"
      })
  void aConditionAllocatesNothing(String source) {
    Expression condition =
        new Expressions()
            .compile(
                Text.at(new Position("test.yaml", 1, 1), source),
                Scope.EVENT,
                Scope.Type.BOOL,
                new ArrayList<>())
            .orElseThrow()
            .expression();
    Frame frame = new Frame();
    frame.event =
        new Event(
            "e1",
            "u1",
            "cart",
            0,
            Properties.of(Map.of("price", 250.0, "word", "Running", "count", 3L)));
    evaluate(condition, frame, 100);

    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    int held = evaluate(condition, frame, TIMES);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(held).isEqualTo(TIMES);
    assertThat(allocated).as("bytes for a million evaluations").isLessThan(100_000);
  }

  private static int evaluate(Expression condition, Frame frame, int times) {
    int held = 0;
    for (int i = 0; i < times; i++) {
      if (condition.evaluate(frame) == Kind.BOOL && frame.word == 1) {
        held++;
      }
    }
    return held;
  }
}
