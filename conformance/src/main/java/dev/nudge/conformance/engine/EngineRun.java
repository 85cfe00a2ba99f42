package dev.nudge.conformance.engine;

import dev.nudge.conformance.pattern.Match;
import dev.nudge.conformance.pattern.Partial;
import dev.nudge.conformance.pattern.PatternCase;
import dev.nudge.conformance.pattern.Skip;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.CampaignSet.Published;
import dev.nudge.engine.Detector;
import dev.nudge.engine.Matched;
import dev.nudge.engine.Observation;
import dev.nudge.engine.Output;
import dev.nudge.engine.Transition;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.UserState;
import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs a case through Nudge's public face: document to campaign, events to triggers. The pattern
 * runs twice, under its own skip strategy and under {@code no_skip}.
 */
public final class EngineRun {
  private static final String OWN = "own";
  private static final String ALL = "all";
  private static final long END = Long.MAX_VALUE / 2;

  private final Map<String, Integer> places = new HashMap<>();
  private final Set<Match> own = new LinkedHashSet<>();
  private final Set<Match> all = new LinkedHashSet<>();
  private final Set<Partial> timedOut = new LinkedHashSet<>();
  private int current = Match.BY_DEADLINE;

  private EngineRun() {}

  /** What Nudge makes of a case. */
  public static EngineResult of(PatternCase wanted) {
    try {
      return compileAndRun(wanted);
    } catch (RuntimeException | StackOverflowError e) {
      return EngineResult.crashed(e);
    }
  }

  private static EngineResult compileAndRun(PatternCase wanted) {
    String text =
        CampaignText.of(OWN, wanted.pattern())
            + "---\n"
            + CampaignText.of(ALL, wanted.pattern().withSkip(Skip.NO_SKIP));
    List<Problem> problems = new ArrayList<>();
    List<CampaignDocument> documents = CampaignReader.read("case.yaml", text, problems);
    List<Published> published = new ArrayList<>();
    for (CampaignDocument document : documents) {
      if (document.sound()) {
        published.add(new Published(document.campaign(), 1, Instant.EPOCH));
      }
    }
    CampaignSet.Compiled compiled = CampaignSet.compile(published);
    problems.addAll(compiled.problems());
    List<String> errors =
        problems.stream()
            .filter(problem -> problem.severity() == Problem.Severity.ERROR)
            .map(Problem::toString)
            .toList();
    if (!errors.isEmpty()) {
      return EngineResult.refused(errors);
    }
    return new EngineRun().run(wanted, new Detector(compiled.campaigns()));
  }

  private EngineResult run(PatternCase wanted, Detector detector) {
    Map<String, UserState> users = new LinkedHashMap<>();
    detector.observe(this::observe);
    Output output = Output.triggersTo(this::add);
    for (int i = 0; i < wanted.events().size(); i++) {
      places.put(wanted.events().get(i).id(), i);
    }
    for (int i = 0; i < wanted.events().size(); i++) {
      Event event = wanted.events().get(i);
      current = i;
      detector.onEvent(event, users.computeIfAbsent(event.user(), UserState::new), output);
    }
    users.values().forEach(user -> detector.onTime(END, user, output));
    return new EngineResult(own, all, timedOut, Optional.empty(), Optional.empty());
  }

  private void observe(Observation observation) {
    if (observation instanceof Observation.Moved moved
        && moved.kind() == Transition.Kind.EXPIRED
        && moved.about().campaign().equals(ALL)) {
      timedOut.add(new Partial(taken(moved.taken()), moved.about().time()));
    }
  }

  private void add(Trigger trigger) {
    boolean atDeadline = trigger.cause() == Trigger.Cause.TIMEOUT;
    (trigger.campaign().equals(OWN) ? own : all)
        .add(
            new Match(
                taken(trigger.matched()),
                trigger.time(),
                atDeadline ? Match.BY_DEADLINE : current));
  }

  private Map<String, List<Integer>> taken(Map<String, Matched> steps) {
    Map<String, List<Integer>> taken = new HashMap<>();
    steps.forEach(
        (step, matched) -> {
          if (!(matched instanceof Matched.Events kept)) {
            throw new IllegalStateException("the events of " + step + " were not kept");
          }
          if (matched.count() > 0) {
            taken.put(step, kept.events().stream().map(event -> places.get(event.id())).toList());
          }
        });
    return taken;
  }
}
