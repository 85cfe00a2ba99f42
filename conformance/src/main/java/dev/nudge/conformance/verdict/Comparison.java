package dev.nudge.conformance.verdict;

import dev.nudge.conformance.engine.EngineResult;
import dev.nudge.conformance.engine.EngineRun;
import dev.nudge.conformance.flink.FlinkResult;
import dev.nudge.conformance.flink.FlinkRun;
import dev.nudge.conformance.pattern.Match;
import dev.nudge.conformance.pattern.PatternCase;
import dev.nudge.conformance.pattern.Skip;
import dev.nudge.conformance.verdict.Difference.What;
import dev.nudge.engine.event.Event;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs a case through both engines. */
public final class Comparison {
  private Comparison() {}

  /** What comes of a case. */
  public static Verdict of(PatternCase wanted) {
    FlinkResult all = FlinkRun.of(wanted, Skip.NO_SKIP, FlinkRun.Clock.OF_DEADLINES);
    Skip skip = wanted.pattern().skip();
    FlinkResult own =
        skip.equals(Skip.NO_SKIP)
            ? all
            : FlinkRun.of(wanted, skip, FlinkRun.Clock.OF_DEADLINES);
    EngineResult nudge = EngineRun.of(wanted);
    Optional<Excluded> excluded = Excluded.of(wanted.pattern(), all, own);
    return new Verdict(excluded, difference(wanted, all, own, nudge), all, own, nudge);
  }

  private static Optional<Difference> difference(
      PatternCase wanted, FlinkResult all, FlinkResult own, EngineResult nudge) {
    if (nudge.refused().isPresent()) {
      return Optional.of(
          new Difference(What.REFUSED, List.of(), List.of(nudge.refused().get())));
    }
    List<Event> events = wanted.events();
    Optional<Difference> ofAll =
        difference(What.ALL_MATCHES, all.matches(), nudge.all(), events);
    if (ofAll.isPresent()) {
      return ofAll;
    }
    if (own.heldBack() || own.trouble().isPresent()) {
      Set<Match> ruled = new SkipRule(wanted).apply(all.matches());
      return difference(What.OWN_MATCHES_BY_THE_RULE, ruled, nudge.own(), events);
    }
    return difference(What.OWN_MATCHES, own.matches(), nudge.own(), events);
  }

  private static Optional<Difference> difference(
      What what, Set<Match> flink, Set<Match> nudge, List<Event> events) {
    return flink.equals(nudge)
        ? Optional.empty()
        : Optional.of(
            new Difference(what, without(flink, nudge, events), without(nudge, flink, events)));
  }

  private static List<String> without(Set<Match> these, Set<Match> others, List<Event> events) {
    return these.stream()
        .filter(match -> !others.contains(match))
        .map(match -> match.words(events))
        .toList();
  }
}
