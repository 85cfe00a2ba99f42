package dev.nudge.engine.index;

import dev.nudge.engine.expression.AccessPredicate;
import java.util.List;
import java.util.Optional;

/** Which of several access predicates fewest events satisfy, by their form alone. */
final class Telling {
  private Telling() {}

  /** The most telling; of several, the first. */
  static Optional<AccessPredicate.OfProperty> most(List<AccessPredicate> access) {
    AccessPredicate.OfProperty best = null;
    for (AccessPredicate predicate : access) {
      if (predicate instanceof AccessPredicate.OfProperty of
          && (best == null || rank(of) < rank(best))) {
        best = of;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The smaller, the better; a property of the event before one of the profile. */
  private static int rank(AccessPredicate.OfProperty predicate) {
    return rankOfForm(predicate) * 2
        + (predicate.read().owner() == AccessPredicate.Owner.EVENT ? 0 : 1);
  }

  private static int rankOfForm(AccessPredicate.OfProperty predicate) {
    if (predicate instanceof AccessPredicate.Texts texts) {
      return Math.min(texts.texts().size(), 100);
    }
    if (predicate instanceof AccessPredicate.Part part) {
      return part.text().length() > 2 ? 4 : 150;
    }
    AccessPredicate.Range range = (AccessPredicate.Range) predicate;
    if (!(range.least() < range.greatest())) {
      return 2;
    }
    boolean open = Double.isInfinite(range.least()) || Double.isInfinite(range.greatest());
    return open ? 300 : 200;
  }
}
