package dev.nudge.engine.story;

import dev.nudge.engine.Transition;
import dev.nudge.engine.pattern.Wait;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Attempts that end in one way at one event are one note. */
final class Endings {
  private Endings() {}

  static void add(List<Note> notes, Note.Ended ended) {
    for (int i = 0; i < notes.size(); i++) {
      if (notes.get(i) instanceof Note.Ended other
          && other.how() == ended.how()
          && other.partly() == ended.partly()
          && other.by().equals(ended.by())
          && (ended.how() == Transition.Kind.SKIPPED
              || other.attempts().equals(ended.attempts())
              || (other.checks().equals(ended.checks())
                  && Wording.wanted(other.waits()).equals(Wording.wanted(ended.waits()))))) {
        Set<Integer> all = new TreeSet<>(other.attempts());
        all.addAll(ended.attempts());
        Set<Wait> waits = new LinkedHashSet<>(other.waits());
        waits.addAll(ended.waits());
        notes.set(
            i,
            new Note.Ended(
                List.copyOf(all),
                ended.how(),
                ended.partly(),
                List.copyOf(waits),
                ended.by(),
                other.checks()));
        return;
      }
    }
    notes.add(ended);
  }
}
