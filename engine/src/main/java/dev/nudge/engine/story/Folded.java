package dev.nudge.engine.story;

import dev.nudge.engine.Transition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Occurrences without the deadlines of attempts that began, took nothing more and expired: that
 * they were in vain is said where they begin.
 */
final class Folded {
  /** How often an attempt is told of. */
  private final Map<Key, Integer> told = new HashMap<>();

  private final Set<Key> expired = new HashSet<>();
  private final List<Occurrence> occurrences = new ArrayList<>();

  private record Key(String campaign, int attempt) {}

  Folded(List<Occurrence> all) {
    for (Occurrence occurrence : all) {
      occurrence.notes().forEach((id, notes) -> notes.forEach(note -> count(id, note)));
    }
    all.forEach(this::fold);
  }

  List<Occurrence> occurrences() {
    return occurrences;
  }

  boolean isInVain(String campaign, int attempt) {
    Key key = new Key(campaign, attempt);
    return expired.contains(key) && told.getOrDefault(key, 0) == 2;
  }

  private void count(String id, Note note) {
    if (note instanceof Note.Began began) {
      count(id, began.attempt());
    } else if (note instanceof Note.Advanced advanced) {
      count(id, advanced.attempt());
    } else if (note instanceof Note.Completed completed) {
      count(id, completed.attempt());
    } else if (note instanceof Note.Ended ended) {
      for (int number : ended.attempts()) {
        count(id, number);
        if (ended.how() == Transition.Kind.EXPIRED && !ended.partly()) {
          expired.add(new Key(id, number));
        }
      }
    }
  }

  private void count(String id, int attempt) {
    told.merge(new Key(id, attempt), 1, Integer::sum);
  }

  private void fold(Occurrence occurrence) {
    Map<String, List<Note>> left = new LinkedHashMap<>();
    occurrence
        .notes()
        .forEach(
            (id, notes) -> {
              List<Note> rest = notes.stream().filter(note -> !isFolded(id, note)).toList();
              if (!rest.isEmpty()) {
                left.put(id, rest);
              }
            });
    if (occurrence.event().isPresent() || !left.isEmpty()) {
      occurrences.add(
          new Occurrence(
              occurrence.time(),
              occurrence.clock(),
              occurrence.event(),
              occurrence.dropped(),
              left));
    }
  }

  private boolean isFolded(String id, Note note) {
    return note instanceof Note.Ended ended
        && ended.how() == Transition.Kind.EXPIRED
        && ended.attempts().stream().allMatch(number -> isInVain(id, number));
  }
}
