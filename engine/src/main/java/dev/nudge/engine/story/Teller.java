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
import dev.nudge.engine.pattern.Standing;
import dev.nudge.engine.pattern.Wait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Runs the events of one user, as a replay does, and tells what it hears. */
final class Teller implements Output {
  private final Dossier given;
  private final Detector detector;
  private final UserState state;
  private final Map<String, Chapter> chapters = new LinkedHashMap<>();
  private final List<Scene> scenes = new ArrayList<>();
  private final List<Heard> heard = new ArrayList<>();
  private final List<Trigger> triggers = new ArrayList<>();
  private String dropped = "";
  private final List<Rejection> refused = new ArrayList<>();

  private Teller(Dossier given) {
    this.given = given;
    detector =
        new Detector(given.compiled(), Detector.DEFAULT_LATENESS, Retention.NONE, given.repeats());
    detector.observe(observation -> heard.add(Heard.of(observation)));
    state = new UserState(given.user());
    for (Campaign campaign : given.campaigns()) {
      chapters.put(campaign.id().value(), new Chapter(campaign));
    }
  }

  /** The whole story. */
  static Story tell(Dossier given) {
    Teller teller = new Teller(given);
    given
        .profiles()
        .forEach(
            update ->
                teller
                    .detector
                    .onProfile(update.properties(), update.time(), teller.state)
                    .ifPresent(teller.refused::add));
    for (Event event : given.events()) {
      teller.deadlines(event.time());
      teller.event(event);
    }
    teller.deadlines(given.until());
    return teller.story();
  }

  private void event(Event event) {
    dropped = "";
    detector.onEvent(event, state, this);
    scene(event.time(), Optional.of(event));
  }

  /** Fires them one after the other, up to a time, so that each is a scene of its own. */
  private void deadlines(long time) {
    for (long due = state.nextDeadline();
        due <= time && due != Long.MAX_VALUE;
        due = state.nextDeadline()) {
      detector.onTime(due, state, this);
      if (!heard.isEmpty()) {
        dropped = "";
        scene(due, Optional.empty());
      }
    }
  }

  private void scene(long time, Optional<Event> event) {
    Map<String, List<Standing>> open = open();
    Map<String, List<Heard>> byCampaign = new LinkedHashMap<>();
    chapters.keySet().forEach(id -> byCampaign.put(id, new ArrayList<>()));
    for (Heard each : heard) {
      List<Heard> own = byCampaign.get(each.observation().about().campaign());
      if (own != null) {
        own.add(each);
      }
    }
    heard.clear();
    Map<String, List<Note>> notes = new LinkedHashMap<>();
    byCampaign.forEach(
        (id, own) -> {
          Chapter chapter = chapters.get(id);
          if (!own.isEmpty() && chapter != null) {
            List<Note> made = chapter.turn(own, time, open.getOrDefault(id, List.of()));
            if (!made.isEmpty()) {
              notes.put(id, made);
            }
          }
        });
    scenes.add(new Scene(time, state.clock(), event, dropped, notes));
  }

  private Map<String, List<Standing>> open() {
    Map<String, List<Standing>> open = new LinkedHashMap<>();
    for (Open run : detector.open(state)) {
      open.computeIfAbsent(run.campaign(), id -> new ArrayList<>()).add(run.run());
    }
    return open;
  }

  private Story story() {
    long end = given.until() == Long.MAX_VALUE ? state.clock() : given.until();
    Map<String, List<Standing>> open = open();
    List<UnderWay> underWay = new ArrayList<>();
    chapters.forEach(
        (id, chapter) -> underWay.addAll(underWay(id, chapter, open.getOrDefault(id, List.of()))));
    return new Story(
        given,
        scenes,
        underWay,
        detector.measures(state),
        chapters.values().stream().map(chapter -> Verdicts.of(chapter, given, end)).toList(),
        triggers,
        refused,
        state.clock(),
        end);
  }

  private static List<UnderWay> underWay(String id, Chapter chapter, List<Standing> runs) {
    Map<Integer, Set<Wait>> waits = new TreeMap<>();
    Map<Integer, Long> since = new LinkedHashMap<>();
    for (Standing run : runs) {
      int attempt = chapter.attempt(run).number;
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
  public boolean wantsTransitions() {
    return false;
  }
}
