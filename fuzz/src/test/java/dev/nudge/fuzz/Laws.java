package dev.nudge.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.document.Problem;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.EventReader;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.json.Rejection;
import java.util.List;

/** What holds of several readers. */
final class Laws {
  private static final int LONGEST_DETAIL = 203;

  private Laws() {}

  /** Written and read again, an event is the same. */
  static void holdsThroughJson(Event event) {
    byte[] written = new JsonWriter().write(event);
    Parsed<Event> read = new EventReader().read(written, 0, written.length);
    if (read instanceof Parsed.Accepted<Event> accepted) {
      assertThat(accepted.value()).isEqualTo(event);
    } else {
      throw new AssertionError("what was written is " + read);
    }
  }

  /** A rejection says why, in one short line. */
  static void saysWhy(Rejection rejection) {
    assertThat(rejection.reason()).isNotBlank().doesNotContainPattern("[^a-zA-Z ]");
    assertThat(rejection.detail().length()).isLessThanOrEqualTo(LONGEST_DETAIL);
    assertThat(rejection.detail().chars()).noneMatch(Character::isISOControl);
  }

  /** A mistake stands somewhere, and is told in one line. */
  static void saysWhere(List<Problem> problems) {
    for (Problem problem : problems) {
      assertThat(problem.text()).isNotBlank();
      assertThat(problem.text().chars()).as(problem.text()).noneMatch(c -> c == '\n' || c == '\r');
      assertThat(problem.at().line()).isPositive();
      assertThat(problem.at().column()).isPositive();
    }
  }
}
