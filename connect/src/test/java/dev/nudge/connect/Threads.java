package dev.nudge.connect;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The threads of this process by their names, to see whether something leaves one behind. */
record Threads(Set<Thread> before) {
  /** Of who looks, and one that a driver keeps for the process. */
  private static final Set<String> OTHERS =
      Set.of("awaitility-thread", "mysql-cj-abandoned-connection-cleanup");

  /** Those that there are now. */
  static Threads now() {
    return new Threads(Thread.getAllStackTraces().keySet());
  }

  /** The names of those that came since and are still alive. */
  Set<String> left() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .map(Thread::getName)
        .filter(name -> !OTHERS.contains(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
