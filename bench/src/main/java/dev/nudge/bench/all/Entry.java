package dev.nudge.bench.all;

import java.util.ArrayList;
import java.util.List;

/**
 * A bench that is run among all.
 *
 * @param name as {@code nudge bench} knows it
 * @param whole what it is given when it is measured
 * @param small what it is given where only the contestants' agreement is of interest
 */
record Entry(String name, List<String> whole, List<String> small) {
  /** In the order in which they are run. */
  static final List<Entry> ALL =
      List.of(
          of("engine", "--rounds 5", "--events 5000 --rounds 1"),
          of("campaigns", "", "--events 500 --users 50 --rounds 1 --many 120"),
          of("state", "--events 1000000 --users 300000", "--events 5000 --users 7000"),
          of("load", "", "--campaigns 50 --rounds 1"),
          of("expressions", "", "--events 500 --rounds 1"),
          of("siddhi", "", "--events 5000 --rounds 1"),
          of("replay", "", "--events 5000 --rounds 1"),
          of("flink", "--events 300000", "--events 2000 --rounds 1"),
          of("checkpoint", "", "--users 2000 --rate 1000 --seconds 6 --every 2"),
          of("kafka", "", "--events 3000 --users 300 --rounds 1"),
          of("latency", "", "--seconds 1 --rounds 1 --warm-up 200 --sustainable 200"),
          of("publish", "", "--campaigns 200 --more 5"),
          of("up", "", "--events 3000 --users 300 --rounds 1"));

  private static Entry of(String name, String whole, String small) {
    return new Entry(name, words(whole), words(small));
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
  }

  /** That of what lasts where a large state is what pauses come from, else one for throughput. */
  List<String> collector() {
    return name.equals("checkpoint")
        ? List.of("-XX:+UseG1GC", "-XX:MaxGCPauseMillis=50")
        : List.of("-XX:+UseParallelGC");
  }

  /** The arguments of {@code nudge}. */
  List<String> arguments(boolean isSmall) {
    List<String> arguments = new ArrayList<>(List.of("bench", name));
    arguments.addAll(isSmall ? small : whole);
    return arguments;
  }
}
