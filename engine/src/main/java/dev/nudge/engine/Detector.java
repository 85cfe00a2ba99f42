package dev.nudge.engine;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.firing.Budgets;
import dev.nudge.engine.funnel.Funnel;
import dev.nudge.engine.index.TypeMask;
import dev.nudge.engine.json.Rejection;
import dev.nudge.engine.pattern.Matcher;
import dev.nudge.engine.pattern.PatternState;
import dev.nudge.engine.pattern.Program;
import java.time.Duration;
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
 * measures, conditions and patterns that its type and its values concern, and of what the user has
 * under way.
 *
 * <p>For one event, in this order:
 *
 * <ol>
 *   <li>An event much older than the user's clock is rejected as {@code late}.
 *   <li>An event that came before, by its id and type, is dropped, if it is among the last that
 *       concerned any campaign, and not later than the user's clock by more than the lateness.
 *   <li>The user's deadlines up to its time fire, and the clock moves.
 *   <li>What it says of the user's segments becomes known.
 *   <li>Offers whose goal it is hear of it.
 *   <li>The conditions that it may make true are evaluated without it.
 *   <li>The measures take it in.
 *   <li>The conditions that have become true fire.
 *   <li>The patterns take it in; what completes fires.
 *   <li>Where pacing, policies or experiments have a say, what fires is a candidate until then, and
 *       all candidates are judged together.
 * </ol>
 */
public final class Detector {
  /** An event older than this, by its user's clock, is rejected. */
  public static final Duration DEFAULT_LATENESS = Duration.ofDays(1);

  /** So many of a user's last events are remembered, to drop one that comes again. */
  public static final int DEFAULT_REPEATS = 32;

  private final CampaignSet campaigns;
  private final long lateness;
  private final Retention retention;
  private final long history;
  private final int repeats;
  private final ErrorCounts[] errors;
  private final Frame frame = new Frame();
  private final Matcher matcher = new Matcher();
  private final Measuring measuring;
  private final CampaignEvaluator evaluator;
  private final Firing firing;
  private final Forgetting forgetting;
  private final Interest.Selection selection = new Interest.Selection();
  private boolean[] wasTrue = new boolean[8];
  private final ProfileUpdates profiles = new ProfileUpdates();
  private @Nullable Narrator narrator;

  /** Detects these campaigns, rejecting events more than a day older than their user's clock. */
  public Detector(CampaignSet campaigns) {
    this(campaigns, DEFAULT_LATENESS, Retention.NONE, DEFAULT_REPEATS);
  }

  /**
   * Detects these campaigns.
   *
   * @param lateness events older than their user's clock by more than this are rejected
   * @param retention for how long events are kept
   * @param repeats how many of a user's last events are remembered, to drop one that comes again;
   *     eight bytes each; zero for taking every event
   */
  public Detector(CampaignSet campaigns, Duration lateness, Retention retention, int repeats) {
    this.campaigns = campaigns;
    this.lateness = lateness.toMillis();
    this.retention = retention;
    this.history = retention.length().toMillis();
    this.repeats = repeats;
    this.frame.zone = campaigns.zone();
    this.errors = new ErrorCounts[campaigns.size()];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = new ErrorCounts();
    }
    this.measuring = new Measuring(frame, errors);
    this.evaluator = new CampaignEvaluator(frame, measuring, errors);
    this.firing = new Firing(campaigns, frame, evaluator, errors);
    this.forgetting = new Forgetting(campaigns, this.lateness, retention);
  }

  /** Tells somebody of every detail from now on; it costs time, and decides nothing. */
  public void observe(Observer observer) {
    narrator = new Narrator(observer, frame);
    evaluator.tells(narrator);
    firing.tells(narrator);
  }

  /**
   * Asks somebody else what campaigns have spent: without, a detector counts what goes out through
   * itself.
   */
  public void asks(Budgets budgets) {
    firing.asks(budgets);
  }

  /** Forgets of users what can change nothing any more. */
  public Forgetting forgetting() {
    return forgetting;
  }

  /** Counts how runs move from now on, which costs next to nothing. */
  public void count(Funnel funnel) {
    evaluator.counts(new Counting(funnel, campaigns.size()));
  }

  /** How far back the measures of a version see: {@link CampaignSet#sights}. */
  public List<Sight> sights(String campaign, int version) {
    return campaigns.sights(campaign, version, retention);
  }

  /** The user's runs that are under way, by campaign. */
  public List<Open> open(UserState state) {
    return Open.of(state, campaigns);
  }

  /**
   * The measures of the campaigns for a user at the user's clock, boxed, by campaign and name;
   * those that keep one value a group, or have no value, are missing.
   */
  public Map<String, Map<String, Object>> measures(UserState state) {
    evaluator.begin(state, Output.triggersTo(trigger -> {}));
    frame.event = null;
    frame.now = state.clock;
    Map<String, Map<String, Object>> all = new TreeMap<>();
    for (int i = 0; i < campaigns.size(); i++) {
      CompiledCampaign campaign = campaigns.campaign(i);
      if (campaign.appliesAt(state.clock) && !campaign.measures().isEmpty()) {
        evaluator.of(campaign);
        all.put(campaign.id(), evaluator.measures());
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
    forgetting.arriving(state, event.time());
    Interest interest = campaigns.interest(event.type());
    boolean keeps = keeps(Math.max(state.clock, event.time()));
    boolean mayBeGoal = state.awaitsGoals() && campaigns.isGoal(event.type());
    boolean tellsSegments = SegmentEvents.is(event.type());
    if (repeats > 0
        && (keeps || !interest.isNone() || tellsSegments || mayBeGoal)
        && !state.recent.add(event, repeats)) {
      output.repeated(event);
      return;
    }
    if (event.time() > state.clock) {
      onTime(event.time(), state, output);
      forgetting.returning(state, event.time());
      state.clock = event.time();
    } else if (event.time() < state.clock) {
      output.disordered(event);
    }
    profiles.learn(state);
    if (tellsSegments) {
      state.profile = SegmentEvents.learn(event, state.profile);
    }
    if (mayBeGoal && state.awaitsGoals()) {
      evaluator.begin(state, output);
      frame.event = event;
      frame.now = state.clock;
      firing.goal(event, state, output);
    }
    if (!interest.isNone()) {
      measuring.keeps(keeps);
      selection.typeMask = TypeMask.of(event.type());
      if (keeps || narrator != null || !state.history.isEmpty()) {
        interest.selectAll(selection);
      } else {
        interest.select(event, state, campaigns.byPattern(), selection);
      }
      detect(event, interest, state, output);
    }
    if (keeps) {
      state.history.add(event, state.clock - history);
    } else {
      state.history.clear();
    }
    forgetting.passing(state);
  }

  private boolean keeps(long time) {
    return history > 0 && (!retention.whereAsked() || campaigns.looksBackAt(time));
  }

  private void detect(Event event, Interest interest, UserState state, Output output) {
    evaluator.begin(state, output);
    frame.event = event;
    frame.now = state.clock;
    int conditions = selection.conditions.size();
    if (conditions > wasTrue.length) {
      wasTrue = new boolean[conditions];
    }
    for (int i = 0; i < conditions; i++) {
      CompiledCampaign campaign = interest.condition(selection.conditions.at(i));
      wasTrue[i] = true; // one that fails does not fire
      try {
        weighBefore(i, campaign, event);
      } catch (RuntimeException | StackOverflowError e) {
        evaluator.failed(campaign, event, state.clock, e);
      }
    }
    for (int i = 0; i < selection.measures.size(); i++) {
      Interest.Measured measured = interest.measure(selection.measures.at(i));
      try {
        measuring.update(measured, event, state);
      } catch (RuntimeException | StackOverflowError e) {
        evaluator.failed(campaigns.campaign(measured.owner()), event, state.clock, e);
      }
    }
    for (int i = 0; i < conditions; i++) {
      CompiledCampaign campaign = interest.condition(selection.conditions.at(i));
      try {
        weighAfter(i, campaign, event);
      } catch (RuntimeException | StackOverflowError e) {
        evaluator.failed(campaign, event, state.clock, e);
      }
    }
    interest.leaveApplying(event.time(), state.patterns.size() > 0, selection);
    for (int i = 0; i < selection.patterns.size(); i++) {
      CompiledCampaign campaign = interest.pattern(selection.patterns.at(i));
      try {
        match(campaign, interest.typeBit(selection.patterns.at(i)), state);
      } catch (RuntimeException | StackOverflowError e) {
        evaluator.failed(campaign, event, state.clock, e);
      }
    }
    firing.decide(state, output);
  }

  private void weighBefore(int index, CompiledCampaign campaign, Event event) {
    boolean applies = campaign.appliesAt(event.time());
    wasTrue[index] = !applies || isTrueNow(campaign, false);
    if (narrator != null && applies) {
      narrator.weighed(false, wasTrue[index]);
    }
  }

  private void weighAfter(int index, CompiledCampaign campaign, Event event) {
    boolean isTrue = !wasTrue[index] && isTrueNow(campaign, true);
    if (narrator != null && campaign.appliesAt(event.time())) {
      evaluator.of(campaign);
      narrator.weighed(true, isTrue || isTrueNow(campaign, false));
    }
    if (isTrue) {
      fireCondition(campaign, event);
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
      forgetting.returning(state, due);
      evaluator.begin(state, output);
      frame.profile = state.profileBefore(due);
      frame.event = null;
      for (int i = state.patterns.size() - 1; i >= 0; i--) {
        PatternState runs = state.patterns.valueAt(i);
        if (runs.deadline() > time) {
          continue;
        }
        CompiledCampaign campaign = campaigns.ofPattern(state.patterns.keyAt(i), due);
        if (campaign == null || campaign.program() == null) {
          evaluator.giveUp(i);
          continue;
        }
        evaluator.ofRuns(campaign);
        if (!campaign.program().mayFireAtDeadline()) {
          frame.now = time;
        } else if (runs.deadline() <= due) {
          frame.now = due;
        } else {
          continue;
        }
        try {
          if (matcher.onDeadline(campaign.program(), runs, frame, evaluator)) {
            state.clock = Math.max(state.clock, due);
          }
          evaluator.moved(campaign.program(), runs);
        } catch (RuntimeException | StackOverflowError e) {
          evaluator.giveUp(i); // it would fail again for ever
          evaluator.failed(campaign, null, due, e);
        }
      }
      firing.due(due, state, output);
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
   * @return why it is refused, for all that is known of a user has an end ({@link ProfileLimits});
   *     else nothing
   */
  public Optional<Rejection> onProfile(Properties update, OptionalLong time, UserState state) {
    return profiles.take(update, time, state);
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
    return profiles.unknownZones();
  }

  private boolean isTrueNow(CompiledCampaign campaign, boolean counting) {
    evaluator.of(campaign);
    return evaluator.isTrue(campaign.when(), counting)
        && evaluator.isTrue(campaign.audience(), counting);
  }

  private void fireCondition(CompiledCampaign campaign, Event event) {
    evaluator.of(campaign);
    List<Event> events = List.of(event);
    evaluator.fire(
        Trigger.Cause.CONDITION, Map.of("event", new Matched.Events(events)), evaluator.id(events));
  }

  private void match(CompiledCampaign campaign, long typeBit, UserState state) {
    Program program = Objects.requireNonNull(campaign.program());
    int place = state.patterns.place(campaign.patternKey());
    int waited = place < 0 ? TypeMask.NONE : state.patterns.markAt(place);
    boolean awaited = place >= 0 && (narrator != null || (waited & selection.typeMask) != 0);
    if (!awaited && !program.mayBeginWith(typeBit)) {
      return;
    }
    PatternState runs = place < 0 ? new PatternState() : state.patterns.valueAt(place);
    if (place >= 0) {
      state.patterns.mark(place, TypeMask.ALL); // should it fail
    }
    evaluator.ofRuns(campaign);
    matcher.onEvent(program, runs, typeBit, frame, evaluator);
    evaluator.moved(program, runs);
    if (place < 0 && !runs.isEmpty()) {
      place = state.patterns.put(campaign.patternKey(), runs);
    }
    if (place >= 0) {
      state.patterns.mark(place, matcher.awaited(program, runs, waited));
    }
    state.due(runs.deadline());
  }
}
