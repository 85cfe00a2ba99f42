package dev.nudge.conformance.verdict;

import dev.nudge.conformance.pattern.Match;
import dev.nudge.conformance.pattern.PatternCase;
import dev.nudge.conformance.pattern.Skip;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is left of all possible matches when each, in the order they are complete, fires unless one
 * that fired before it has consumed it.
 *
 * <p>Of matches that are complete at the same moment, the one that began first comes first.
 */
final class SkipRule {
  private final Skip skip;
  private final Map<Integer, Integer> partitionOf = new HashMap<>();

  SkipRule(PatternCase wanted) {
    this.skip = wanted.pattern().skip();
    List<List<Integer>> partitions = wanted.partitions();
    for (int partition = 0; partition < partitions.size(); partition++) {
      for (int event : partitions.get(partition)) {
        partitionOf.put(event, partition);
      }
    }
  }

  /**
   * Whether, of all possible matches, these are the ones that fire; which of those that began with
   * the same event comes first is left open.
   */
  boolean allows(Collection<Match> all, Set<Match> fired) {
    return leaves(all, fired, Comparator.comparing(Match::first)).equals(fired);
  }

  /** The same, and of those that began with the same event the one that took most comes first. */
  boolean allowsInOrder(Collection<Match> all, Set<Match> fired) {
    return leaves(all, fired, Comparator.comparing(Match::size, Comparator.reverseOrder()))
        .equals(fired);
  }

  /**
   * What is left.
   *
   * @param fired where nothing is said of which of two comes first, those in here do, and of those
   *     the ones that discard nothing
   */
  private Set<Match> leaves(Collection<Match> all, Set<Match> fired, Comparator<Match> ofOneStart) {
    List<Match> ordered = new ArrayList<>(all);
    ordered.sort(
        Comparator.comparingLong(Match::time)
            .thenComparing(Match::completedBy)
            .thenComparing(Match::first)
            .thenComparing(ofOneStart)
            .thenComparing(match -> !fired.contains(match))
            .thenComparing(match -> consumes(match, match)));
    Set<Match> left = new LinkedHashSet<>();
    for (Match next : ordered) {
      if (left.stream().noneMatch(match -> consumes(match, next))) {
        left.add(next);
      }
    }
    return left;
  }

  /** Whether a match that fired discards one that is complete later. */
  private boolean consumes(Match match, Match later) {
    int began = later.first();
    if (!Objects.equals(partitionOf.get(match.first()), partitionOf.get(began))
        || began < match.first()) {
      return false;
    }
    return switch (skip.strategy()) {
      case NO_SKIP -> false;
      case TO_NEXT -> began == match.first();
      case PAST_LAST_EVENT -> began <= match.last();
      case TO_FIRST -> taken(match).map(events -> began < events.get(0)).orElse(false);
      case TO_LAST ->
          taken(match).map(events -> began < events.get(events.size() - 1)).orElse(false);
    };
  }

  private Optional<List<Integer>> taken(Match match) {
    return skip.step().map(step -> match.taken().get(step));
  }
}
