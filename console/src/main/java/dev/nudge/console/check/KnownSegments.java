package dev.nudge.console.check;

import java.util.Optional;
import java.util.Set;

/** The names of all segments, so that a document that asks for another can be warned of. */
@FunctionalInterface
public interface KnownSegments {
  /** Nothing while they are not known. */
  Optional<Set<String>> names();
}
