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
 * The scenes without the deadlines of attempts that began, took nothing more and expired: that they
 * were in vain is said where they begin.
 */
final class Folded {
  /** How often an attempt is told of. */
  private final Map<Key, Integer> told = new HashMap<>();

  private final Set<Key> expired = new HashSet<>();
  private final List<Scene> scenes = new ArrayList<>();

  private record Key(String campaign, int attempt) {}

  Folded(List<Scene> all) {
    for (Scene scene : all) {
      scene.notes().forEach((id, notes) -> notes.forEach(note -> count(id, note)));
    }
    all.forEach(this::fold);
  }

  List<Scene> scenes() {
    return scenes;
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

  private void fold(Scene scene) {
    Map<String, List<Note>> left = new LinkedHashMap<>();
    scene
        .notes()
        .forEach(
            (id, notes) -> {
              List<Note> rest = notes.stream().filter(note -> !isFolded(id, note)).toList();
              if (!rest.isEmpty()) {
                left.put(id, rest);
              }
            });
    if (scene.event().isPresent() || !left.isEmpty()) {
      scenes.add(new Scene(scene.time(), scene.clock(), scene.event(), scene.dropped(), left));
    }
  }

  private boolean isFolded(String id, Note note) {
    return note instanceof Note.Ended ended
        && ended.how() == Transition.Kind.EXPIRED
        && ended.attempts().stream().allMatch(number -> isInVain(id, number));
  }
}
