package dev.nudge.engine;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.measure.MeasurePlan;
import dev.nudge.engine.measure.MeasureState;
import dev.nudge.engine.pattern.Listener;
import dev.nudge.engine.pattern.Match;
import dev.nudge.engine.pattern.Matcher;
import dev.nudge.engine.pattern.PatternState;
import dev.nudge.engine.pattern.Program;
import dev.nudge.engine.pattern.Standing;
import dev.nudge.engine.pattern.Witness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs campaigns over events. One detector serves one thread and any number of users; all it
 * remembers of a user is in the {@link UserState} it is given. The cost of an event is that of the
 * measures, conditions and patterns that its type concerns.
 *
 * <p>For one event, in this order:
 *
 * <ol>
 *   <li>An event much older than the user's clock is rejected as {@code late}.
 *   <li>The user's deadlines up to its time fire, and the clock moves.
 *   <li>The conditions that it may make true are evaluated without it.
 *   <li>The measures take it in.
 *   <li>The conditions that have become true fire.
 *   <li>The patterns take it in; what completes fires.
 * </ol>
 */
public final class Detector {
  /** An event older than this, by its user's clock, is rejected. */
  public static final Duration DEFAULT_LATENESS = Duration.ofDays(1);

  private final CampaignSet campaigns;
  private final long lateness;
  private final long history;
  private final ErrorCounts[] errors;
  private final Frame frame = new Frame();
  private final Matcher matcher = new Matcher();
  private final Watch watch = new Watch();
  private boolean[] wasTrue = new boolean[8];
  private final UnknownZones unknownZones = new UnknownZones();
  private @Nullable Narrator narrator;

  /** Detects these campaigns, rejecting events more than a day older than their user's clock. */
  public Detector(CampaignSet campaigns) {
    this(campaigns, DEFAULT_LATENESS, Duration.ZERO);
  }

  /**
   * Detects these campaigns.
   *
   * @param lateness events older than their user's clock by more than this are rejected
   * @param history for how long events are kept, so that a measure of a campaign that is published
   *     later begins with what was before it; zero for not at all
   */
  public Detector(CampaignSet campaigns, Duration lateness, Duration history) {
    this.campaigns = campaigns;
    this.lateness = lateness.toMillis();
    this.history = history.toMillis();
    this.frame.zone = campaigns.zone();
    this.errors = new ErrorCounts[campaigns.size()];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = new ErrorCounts();
    }
  }

  /** Tells somebody of every detail from now on; it costs time, and decides nothing. */
  public void observe(Observer observer) {
    narrator = new Narrator(observer, frame);
  }

  /** The user's runs that are under way, by campaign. */
  public List<Open> open(UserState state) {
    List<Open> open = new ArrayList<>();
    for (int i = 0; i < state.patterns.size(); i++) {
      CompiledCampaign campaign = campaigns.ofPattern(state.patterns.keyAt(i), state.clock);
      if (campaign != null && campaign.program() != null) {
        for (Standing run : state.patterns.valueAt(i).open(campaign.program())) {
          open.add(new Open(campaign.id(), run));
        }
      }
    }
    return open;
  }

  /**
   * The measures of the campaigns for a user at the user's clock, boxed, by campaign and name;
   * those that keep one value a group, or have no value, are missing.
   */
  public Map<String, Map<String, Object>> measures(UserState state) {
    watch.begin(state, Output.triggersTo(trigger -> {}));
    frame.event = null;
    frame.now = state.clock;
    Map<String, Map<String, Object>> all = new TreeMap<>();
    for (int i = 0; i < campaigns.size(); i++) {
      CompiledCampaign campaign = campaigns.campaign(i);
      if (campaign.appliesAt(state.clock) && !campaign.measures().isEmpty()) {
        watch.of(campaign);
        all.put(campaign.id(), watch.measures());
      }
    }
    return all;
  }

  /** Takes an event of the state's user: fires the deadlines up to its time first. */
  public void onEvent(Event event, UserState state, Output output) {
    if (state.clock != Long.MIN_VALUE && event.time() < state.clock - lateness) {
      output.rejected(event, "late");
      return;
    }
    if (event.time() > state.clock) {
      onTime(event.time(), state, output);
      state.clock = event.time();
    }
    learn(state);
    Interest interest = campaigns.interest(event.type());
    if (!interest.isNone()) {
      detect(event, interest, state, output);
    }
    if (history > 0) {
      state.history.add(event, state.clock - history);
    }
  }

  private void detect(Event event, Interest interest, UserState state, Output output) {
    watch.begin(state, output);
    frame.event = event;
    frame.now = state.clock;
    CompiledCampaign[] conditions = interest.conditions();
    if (conditions.length > wasTrue.length) {
      wasTrue = new boolean[conditions.length];
    }
    for (int i = 0; i < conditions.length; i++) {
      boolean applies = conditions[i].appliesAt(event.time());
      wasTrue[i] = !applies || isTrueNow(conditions[i], false);
      if (narrator != null && applies) {
        narrator.weighed(false, wasTrue[i]);
      }
    }
    for (Interest.Measured measured : interest.measures()) {
      update(measured, event, state);
    }
    for (int i = 0; i < conditions.length; i++) {
      boolean isTrue = !wasTrue[i] && isTrueNow(conditions[i], true);
      if (narrator != null && conditions[i].appliesAt(event.time())) {
        watch.of(conditions[i]);
        narrator.weighed(true, isTrue || isTrueNow(conditions[i], false));
      }
      if (isTrue) {
        fireCondition(conditions[i], event);
      }
    }
    for (CompiledCampaign campaign : interest.patterns()) {
      if (campaign.appliesAt(event.time())) {
        match(campaign, state);
      }
    }
  }

  /**
   * Fires the user's deadlines up to a time, inclusive, in order. The clock moves with the
   * deadlines, not beyond them: how often this is called changes nothing.
   *
   * @param time in milliseconds
   */
  public void onTime(long time, UserState state, Output output) {
    while (state.nextDeadline() <= time) {
      long due = state.nextDeadline();
      watch.begin(state, output);
      frame.profile = state.profileBefore(due);
      frame.event = null;
      for (int i = state.patterns.size() - 1; i >= 0; i--) {
        PatternState runs = state.patterns.valueAt(i);
        if (runs.deadline() > time) {
          continue;
        }
        CompiledCampaign campaign = campaigns.ofPattern(state.patterns.keyAt(i), due);
        if (campaign == null || campaign.program() == null) {
          state.patterns.removeAt(i);
          continue;
        }
        watch.of(campaign);
        if (!campaign.program().mayFireAtDeadline()) {
          frame.now = time;
        } else if (runs.deadline() <= due) {
          frame.now = due;
        } else {
          continue;
        }
        if (matcher.onDeadline(campaign.program(), runs, frame, watch)) {
          state.clock = Math.max(state.clock, due);
        }
        watch.moved(campaign.program(), runs);
      }
      state.tidy();
    }
  }

  /**
   * Merges a profile update into the user's profile: at once, or, where its time is ahead of the
   * user's clock, as soon as the clock reaches it.
   *
   * <p>A {@code timezone} that is none is kept, and counted: the user's days are then those of
   * {@link CampaignSet#zone}.
   *
   * @param time since when it holds, in milliseconds; absent: since ever
   */
  public void onProfile(Properties update, OptionalLong time, UserState state) {
    unknownZones.look(update);
    if (time.isPresent() && time.getAsLong() > state.clock) {
      state.expect(new UserState.Expected(time.getAsLong(), update));
    } else {
      state.profile = state.profile.merge(update);
    }
  }

  /**
   * Forgets what is kept of a user for measures and patterns that no version in the set has any
   * more. Only for who knows that they do not come back: the state outlives a set otherwise.
   */
  public void forget(UserState state) {
    for (int i = state.measures.size() - 1; i >= 0; i--) {
      if (!campaigns.measures(state.measures.keyAt(i))) {
        state.measures.removeAt(i);
      }
    }
    for (int i = state.patterns.size() - 1; i >= 0; i--) {
      if (!campaigns.runs(state.patterns.keyAt(i))) {
        state.patterns.removeAt(i);
      }
    }
    state.tidy();
  }

  /** Makes known what the user's clock has reached. */
  private static void learn(UserState state) {
    for (UserState.Expected next = state.nextExpected();
        next != null && next.time() <= state.clock;
        next = state.nextExpected()) {
      state.profile = state.profile.merge(next.update());
      state.learnt();
    }
  }

  /**
   * How often conditions failed, or a run or group was dropped because there were too many, by
   * campaign and reason, since this detector was made.
   */
  public Map<String, Map<String, Long>> conditionErrors() {
    Map<String, Map<String, Long>> byCampaign = new TreeMap<>();
    for (int i = 0; i < errors.length; i++) {
      if (!errors[i].isEmpty()) {
        Map<String, Long> counts =
            byCampaign.computeIfAbsent(campaigns.campaign(i).id(), id -> new TreeMap<>());
        errors[i].byReason().forEach((reason, count) -> counts.merge(reason, count, Long::sum));
      }
    }
    return byCampaign;
  }

  /**
   * What profile updates named as a time zone that is none, and how often, since this detector was
   * made; some hundred different ones, all others together under {@code ...}.
   */
  public Map<String, Long> unknownZones() {
    return unknownZones.counts();
  }

  private void update(Interest.Measured measured, Event event, UserState state) {
    MeasurePlan plan = measured.plan();
    MeasureState kept = measure(plan, measured.owner(), state);
    if (kept == null) {
      kept = plan.newState();
      state.measures.put(plan.fingerprint(), kept);
    }
    kept.update(plan, frame, event.time(), errors[measured.owner()]);
  }

  /**
   * What is kept for a measure: one that is new begins with the user's history, if there is any.
   */
  private @Nullable MeasureState measure(MeasurePlan plan, int owner, UserState state) {
    MeasureState kept = state.measures.get(plan.fingerprint());
    if (kept != null || state.history.isEmpty()) {
      return kept;
    }
    MeasureState fresh = plan.newState();
    state.measures.put(plan.fingerprint(), fresh);
    Event event = frame.event;
    long now = frame.now;
    frame.now = Long.MIN_VALUE;
    for (Event past : state.history.events()) {
      frame.event = past;
      frame.now = Math.max(frame.now, past.time());
      fresh.update(plan, frame, past.time(), errors[owner]);
    }
    frame.event = event;
    frame.now = now;
    return fresh;
  }

  private boolean isTrueNow(CompiledCampaign campaign, boolean counting) {
    watch.of(campaign);
    return watch.isTrue(campaign.when(), counting) && watch.isTrue(campaign.audience(), counting);
  }

  private void fireCondition(CompiledCampaign campaign, Event event) {
    watch.of(campaign);
    List<Event> events = List.of(event);
    watch.fire(
        Trigger.Cause.CONDITION,
        Map.of("event", new Matched.Events(events)),
        TriggerId.of(campaign.id(), campaign.version(), watch.state().user(), events));
  }

  private void match(CompiledCampaign campaign, UserState state) {
    PatternState runs = state.patterns.get(campaign.patternKey());
    Program program = Objects.requireNonNull(campaign.program());
    boolean fresh = runs == null;
    if (runs == null) {
      if (!program.mayBeginWith(Objects.requireNonNull(frame.event).type())) {
        return;
      }
      runs = new PatternState();
    }
    watch.of(campaign);
    matcher.onEvent(program, runs, frame, watch);
    watch.moved(program, runs);
    if (fresh && !runs.isEmpty()) {
      state.patterns.put(campaign.patternKey(), runs);
    }
    state.due(runs.deadline());
  }

  /** Hears of one campaign and user at a time, and makes triggers and transitions of it. */
  private final class Watch implements Listener, Frame.Measures {
    private final List<Transition> moves = new ArrayList<>();

    private @Nullable CompiledCampaign campaign;
    private @Nullable UserState state;
    private @Nullable Output output;
    private boolean wantsTransitions;

    void begin(UserState state, Output output) {
      this.state = state;
      this.output = output;
      this.wantsTransitions = output.wantsTransitions();
      if (narrator != null) {
        narrator.begin(state.user());
      }
      frame.profile = state.profile;
      frame.measures = this;
      frame.matched = Frame.Matched.NOTHING;
    }

    void of(CompiledCampaign campaign) {
      this.campaign = campaign;
      if (narrator != null) {
        narrator.of(campaign);
      }
    }

    private CompiledCampaign campaign() {
      return Objects.requireNonNull(campaign);
    }

    private UserState state() {
      return Objects.requireNonNull(state);
    }

    private Output output() {
      return Objects.requireNonNull(output);
    }

    boolean isTrue(@Nullable Expression condition, boolean counting) {
      if (condition == null) {
        return true;
      }
      Kind kind = condition.evaluate(frame);
      if (kind == Kind.ERROR && counting && frame.ref instanceof EvaluationError error) {
        error(error);
      }
      return kind == Kind.BOOL && frame.word != 0;
    }

    @Override
    public Kind load(int measure, Frame into) {
      MeasurePlan plan = campaign().measures().get(measure).plan();
      MeasureState kept = measure(plan, campaign().index(), state());
      return kept == null ? plan.loadEmpty(into) : kept.load(plan, into);
    }

    @Override
    public boolean mayStart() {
      boolean may = isTrue(campaign().audience(), true);
      if (narrator != null && !may) {
        narrator.refused();
      }
      return may;
    }

    @Override
    public void matched(Match match, boolean atDeadline) {
      frame.matched = match;
      if (!isTrue(campaign().when(), true)) {
        judged(Observation.Verdict.WHEN, null);
      } else if (!isTrue(campaign().audience(), true)) {
        judged(Observation.Verdict.AUDIENCE, null);
      } else {
        fire(
            atDeadline ? Trigger.Cause.TIMEOUT : Trigger.Cause.MATCH,
            Matched.bySteps(Objects.requireNonNull(campaign().program()).stepNames(), match),
            id(match));
      }
    }

    private void judged(Observation.Verdict verdict, @Nullable Trigger trigger) {
      if (narrator != null) {
        narrator.judged(verdict, Optional.ofNullable(trigger));
      }
    }

    private String id(Match match) {
      String id = campaign().id();
      int version = campaign().version();
      return match.keepsEvents()
          ? TriggerId.of(id, version, state().user(), match.events())
          : TriggerId.of(id, version, state().user(), match.digest());
    }

    /** Of the campaign, by name; one of groups only where there is an event to tell which. */
    private Map<String, Object> measures() {
      Map<String, Object> values = new LinkedHashMap<>();
      List<CompiledCampaign.NamedMeasure> measures = campaign().measures();
      for (int i = 0; i < measures.size(); i++) {
        if (frame.event != null || !measures.get(i).plan().grouped()) {
          Kind kind = load(i, frame);
          if (kind != Kind.ERROR) {
            values.put(measures.get(i).name(), frame.box(kind));
          }
        }
      }
      return values;
    }

    void fire(Trigger.Cause cause, Map<String, Matched> matched, String id) {
      if (campaign().paused()) {
        judged(Observation.Verdict.PAUSED, null);
        return;
      }
      if (!campaign().mayFireAt(frame.now)) {
        judged(
            frame.now < campaign().from() ? Observation.Verdict.FROM : Observation.Verdict.UNTIL,
            null);
        return;
      }
      Optional<Object> offer = Optional.empty();
      if (campaign().offer() != null) {
        offer = Optional.of(campaign().offer().value(frame, this::error));
      }
      Map<String, Object> values = measures();
      boolean approximate = false;
      for (CompiledCampaign.NamedMeasure measure : campaign().measures()) {
        if (frame.event != null || !measure.plan().grouped()) {
          MeasureState kept = state().measures.get(measure.plan().fingerprint());
          approximate |= kept != null && kept.approximate();
        }
      }
      Trigger trigger =
          new Trigger(
              id,
              campaign().id(),
              campaign().version(),
              state().user(),
              frame.now,
              cause,
              offer,
              matched,
              values,
              approximate,
              campaign().topic(),
              campaign().reads());
      judged(Observation.Verdict.FIRED, trigger);
      output().trigger(trigger);
    }

    @Override
    public void error(EvaluationError error) {
      errors[campaign().index()].error(error);
    }

    @Override
    public void dropped() {
      errors[campaign().index()].runDropped();
    }

    @Override
    public boolean wantsMoves() {
      return wantsTransitions || narrator != null;
    }

    @Override
    public @Nullable Witness witness() {
      return narrator;
    }

    @Override
    public void moved(Move move, String from, String step, @Nullable Event by) {
      if (!wantsTransitions) {
        return; // somebody observes, and has heard
      }
      Optional<String> text = Optional.empty();
      if (campaign().journal() != null
          && by != null
          && (move == Move.STARTED || move == Move.ADVANCED)) {
        frame.state = step;
        text = campaign().journal().text(frame, this::error);
      }
      moves.add(
          new Transition(
              campaign().id(),
              campaign().version(),
              state().user(),
              frame.now,
              Transition.Kind.valueOf(move.name()),
              step,
              move == Move.ADVANCED ? Optional.of(from) : Optional.empty(),
              Optional.ofNullable(by),
              text,
              Map.of()));
    }

    /** Hands on how the runs of a campaign moved, now that it is known what is left of them. */
    void moved(Program program, PatternState runs) {
      if (!moves.isEmpty()) {
        leaving(runs.standing(program));
        moves.forEach(output()::transition);
        moves.clear();
      }
    }

    /**
     * Says of each move what it left open. One look may find several runs whose time was up, one
     * after the other: when the first went, the later ones were there.
     */
    private void leaving(Map<String, Integer> atTheEnd) {
      moves.sort(Comparator.comparingLong(Transition::time));
      Map<String, Integer> open = atTheEnd;
      int counted = moves.size();
      for (int i = moves.size() - 1; i >= 0; i--) {
        if (i + 1 < counted && moves.get(i + 1).time() > moves.get(i).time()) {
          Map<String, Integer> before = new TreeMap<>(open);
          moves
              .subList(i + 1, counted)
              .forEach(gone -> before.merge(gone.state(), 1, Integer::sum));
          open = Collections.unmodifiableMap(before);
          counted = i + 1;
        }
        moves.set(i, moves.get(i).leaving(open));
      }
    }
  }
}
