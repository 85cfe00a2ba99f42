package dev.nudge.engine.story;

import dev.nudge.engine.Detector;
import dev.nudge.engine.Open;
import dev.nudge.engine.Output;
import dev.nudge.engine.Retention;
import dev.nudge.engine.Transition;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.UserState;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.Rejection;
import dev.nudge.engine.pattern.RunSnapshot;
import dev.nudge.engine.pattern.Wait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Runs the events of one user, as a replay does, and keeps what is observed. */
final class StoryReplay implements Output {
  private final StoryInput input;
  private final Detector detector;
  private final UserState state;
  private final Map<String, CampaignTrace> traces = new LinkedHashMap<>();
  private final List<Occurrence> occurrences = new ArrayList<>();
  private final List<ExplainedObservation> observations = new ArrayList<>();
  private final List<Trigger> triggers = new ArrayList<>();
  private String dropped = "";
  private final List<Rejection> refused = new ArrayList<>();

  private StoryReplay(StoryInput input) {
    this.input = input;
    detector =
        new Detector(input.compiled(), Detector.DEFAULT_LATENESS, Retention.NONE, input.repeats());
    state = new UserState(input.user());
    for (Campaign campaign : input.campaigns()) {
      traces.put(campaign.id().value(), new CampaignTrace(campaign));
    }
  }

  /** The whole story. */
  static Story run(StoryInput input) {
    StoryReplay replay = new StoryReplay(input);
    input
        .profiles()
        .forEach(
            update ->
                replay
                    .detector
                    .onProfile(update.properties(), update.time(), replay.state)
                    .ifPresent(replay.refused::add));
    replay.past();
    for (Event event : input.events()) {
      replay.deadlines(event.time());
      replay.event(event);
    }
    replay.deadlines(input.until());
    return replay.story();
  }

  /** Takes in what was before the story, as quickly as a job does, and tells on from there. */
  private void past() {
    Output unheard = Output.triggersTo(trigger -> {});
    for (Event event : input.past().events()) {
      detector.onEvent(event, state, unheard);
    }
    if (!input.past().events().isEmpty() && !input.events().isEmpty()) {
      detector.onTime(input.events().get(0).time() - 1, state, unheard);
    }
    for (Open run : detector.open(state)) {
      CampaignTrace trace = traces.get(run.campaign());
      if (trace != null) {
        trace.adopt(run.run());
      }
    }
    detector.observe(observation -> observations.add(ExplainedObservation.of(observation)));
  }

  private void event(Event event) {
    dropped = "";
    detector.onEvent(event, state, this);
    occurrence(event.time(), Optional.of(event));
  }

  /** Fires them one after the other, up to a time, so that each is an occurrence of its own. */
  private void deadlines(long time) {
    for (long due = state.nextDeadline();
        due <= time && due != Long.MAX_VALUE;
        due = state.nextDeadline()) {
      detector.onTime(due, state, this);
      if (!observations.isEmpty()) {
        dropped = "";
        occurrence(due, Optional.empty());
      }
    }
  }

  private void occurrence(long time, Optional<Event> event) {
    Map<String, List<RunSnapshot>> open = open();
    Map<String, List<ExplainedObservation>> byCampaign = new LinkedHashMap<>();
    traces.keySet().forEach(id -> byCampaign.put(id, new ArrayList<>()));
    for (ExplainedObservation each : observations) {
      List<ExplainedObservation> own = byCampaign.get(each.observation().about().campaign());
      if (own != null) {
        own.add(each);
      }
    }
    observations.clear();
    Map<String, List<Note>> notes = new LinkedHashMap<>();
    byCampaign.forEach(
        (id, own) -> {
          CampaignTrace trace = traces.get(id);
          if (!own.isEmpty() && trace != null) {
            List<Note> made = trace.notes(own, time, open.getOrDefault(id, List.of()));
            if (!made.isEmpty()) {
              notes.put(id, made);
            }
          }
        });
    occurrences.add(new Occurrence(time, state.clock(), event, dropped, notes));
  }

  private Map<String, List<RunSnapshot>> open() {
    Map<String, List<RunSnapshot>> open = new LinkedHashMap<>();
    for (Open run : detector.open(state)) {
      open.computeIfAbsent(run.campaign(), id -> new ArrayList<>()).add(run.run());
    }
    return open;
  }

  private Story story() {
    long end = input.until() == Long.MAX_VALUE ? state.clock() : input.until();
    Map<String, List<RunSnapshot>> open = open();
    List<UnderWay> underWay = new ArrayList<>();
    traces.forEach(
        (id, trace) -> underWay.addAll(underWay(id, trace, open.getOrDefault(id, List.of()))));
    return new Story(
        input,
        occurrences,
        underWay,
        detector.measures(state),
        List.copyOf(traces.values()),
        triggers,
        refused,
        state.clock(),
        end);
  }

  private static List<UnderWay> underWay(String id, CampaignTrace trace, List<RunSnapshot> runs) {
    Map<Integer, Set<Wait>> waits = new TreeMap<>();
    Map<Integer, Long> since = new LinkedHashMap<>();
    for (RunSnapshot run : runs) {
      int attempt = trace.attempt(run).number;
      waits.computeIfAbsent(attempt, number -> new LinkedHashSet<>()).add(run.waits());
      since.put(attempt, run.since());
    }
    List<UnderWay> underWay = new ArrayList<>();
    waits.forEach(
        (attempt, all) ->
            underWay.add(
                new UnderWay(id, attempt, since.getOrDefault(attempt, 0L), List.copyOf(all))));
    return underWay;
  }

  @Override
  public void trigger(Trigger trigger) {
    triggers.add(trigger);
  }

  @Override
  public void transition(Transition transition) {}

  @Override
  public void rejected(Event event, String reason) {
    dropped = reason;
  }

  @Override
  public void repeated(Event event) {
    dropped = "repeat";
  }

  @Override
  public boolean wantsTransitions(String campaign, boolean journal, String whose) {
    return false;
  }
}
