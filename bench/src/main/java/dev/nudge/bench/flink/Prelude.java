package dev.nudge.bench.flink;

import dev.nudge.bench.workload.Click;
import dev.nudge.bench.workload.ClickStream;
import java.util.stream.Stream;

/** What a visitor does before all others, so that something comes out of every job. */
final class Prelude {
  /** A purchase of something dear, and a click later, by which it is known to be complete. */
  static final int CLICKS = 3;

  private static final double DEAR = 1_000;
  private static final long BEFORE_MILLIS = 10_000;

  private Prelude() {}

  /** The first clicks of the stream, with these before them; so many in all. */
  static Click[] and(int count) {
    Click[] clicks = ClickStream.first(count - CLICKS);
    long time = clicks[0].time() - BEFORE_MILLIS;
    return Stream.concat(
            Stream.of(click(time, "cart"), click(time + 1, "purchase"), click(time + 2, "view")),
            Stream.of(clicks))
        .toArray(Click[]::new);
  }

  private static Click click(long time, String type) {
    return new Click(time, type, "p", "1", "prelude", "b", DEAR, "prelude", "prelude");
  }
}
