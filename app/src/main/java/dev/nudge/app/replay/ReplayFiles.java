package dev.nudge.app.replay;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the results of a replay go.
 *
 * @param triggers where triggers go, if not to the terminal
 * @param withheld where candidates go that were withheld, if they are wanted
 * @param outcomes where outcomes of goals go, if they are wanted
 * @param transitions where transitions go, if they are wanted
 * @param rejected where rejected lines go, if they are wanted
 */
record ReplayFiles(
    Optional<Path> triggers,
    Optional<Path> withheld,
    Optional<Path> outcomes,
    Optional<Path> transitions,
    Optional<Path> rejected) {

  /** Only triggers are wanted. */
  static ReplayFiles of(Optional<Path> triggers) {
    return new ReplayFiles(
        triggers, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** All that are written. */
  List<Path> all() {
    return Stream.of(triggers, withheld, outcomes, transitions, rejected)
        .flatMap(Optional::stream)
        .toList();
  }
}
