package dev.nudge.conformance.verdict;

import dev.nudge.conformance.engine.EngineResult;
import dev.nudge.conformance.engine.EngineRun;
import dev.nudge.conformance.flink.FlinkResult;
import dev.nudge.conformance.flink.FlinkResult.Trouble;
import dev.nudge.conformance.flink.FlinkRun;
import dev.nudge.conformance.pattern.Match;
import dev.nudge.conformance.pattern.Partial;
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
        skip.equals(Skip.NO_SKIP) ? all : FlinkRun.of(wanted, skip, FlinkRun.Clock.OF_DEADLINES);
    EngineResult nudge = EngineRun.of(wanted);
    boolean tie =
        own.trouble().isEmpty()
            && !own.heldBack()
            && all.matches().equals(nudge.all())
            && !own.matches().equals(nudge.own())
            && new SkipRule(wanted).allows(all.matches(), own.matches())
            && new SkipRule(wanted).allowsInOrder(all.matches(), nudge.own());
    Optional<Excluded> excluded = Excluded.of(wanted.pattern(), all, own, tie);
    Optional<Difference> difference = tie ? Optional.empty() : difference(wanted, all, own, nudge);
    return new Verdict(excluded, difference, all, own, nudge);
  }

  private static Optional<Difference> difference(
      PatternCase wanted, FlinkResult all, FlinkResult own, EngineResult nudge) {
    if (nudge.crashed().isPresent()) {
      return Optional.of(new Difference(What.CRASHED, List.of(), List.of(nudge.crashed().get())));
    }
    boolean flinkRefuses =
        all.trouble().isPresent() && all.trouble().get().kind() == Trouble.Kind.REFUSED;
    if (flinkRefuses && nudge.refused().isEmpty()) {
      return Optional.of(
          new Difference(What.REFUSED, List.of(all.trouble().get().words()), List.of()));
    }
    if (flinkRefuses) {
      return Optional.empty();
    }
    if (nudge.refused().isPresent()) {
      return Optional.of(new Difference(What.REFUSED, List.of(), List.of(nudge.refused().get())));
    }
    List<Event> events = wanted.events();
    Optional<Difference> ofAll = difference(What.ALL_MATCHES, all.matches(), nudge.all(), events);
    if (ofAll.isPresent()) {
      return ofAll;
    }
    if (!all.timedOut().equals(nudge.timedOut())) {
      return Optional.of(
          new Difference(
              What.TIMED_OUT,
              timedOut(all.timedOut(), nudge.timedOut(), events),
              timedOut(nudge.timedOut(), all.timedOut(), events)));
    }
    if (!new SkipRule(wanted).allowsInOrder(all.matches(), nudge.own())) {
      return Optional.of(new Difference(What.NOT_BY_THE_RULE, List.of(), List.of()));
    }
    if (own.heldBack() || own.trouble().isPresent()) {
      return Optional.empty();
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

  private static List<String> timedOut(
      Set<Partial> these, Set<Partial> others, List<Event> events) {
    return these.stream()
        .filter(partial -> !others.contains(partial))
        .map(partial -> partial.words(events))
        .toList();
  }

  private static List<String> without(Set<Match> these, Set<Match> others, List<Event> events) {
    return these.stream()
        .filter(match -> !others.contains(match))
        .map(match -> match.words(events) + ", time " + match.time())
        .toList();
  }
}
