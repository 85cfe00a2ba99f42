package dev.nudge.engine;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.expression.OfferTemplate;
import dev.nudge.engine.firing.CampaignBudget;
import dev.nudge.engine.firing.Variants;
import dev.nudge.engine.funnel.PatternCounts;
import dev.nudge.engine.measure.MeasurePlan;
import dev.nudge.engine.measure.MeasureState;
import dev.nudge.engine.pattern.Listener;
import dev.nudge.engine.pattern.Match;
import dev.nudge.engine.pattern.PatternState;
import dev.nudge.engine.pattern.Program;
import dev.nudge.engine.pattern.Tracer;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates one campaign for one user at a time: hears how its runs move, asks its conditions, and
 * makes triggers and transitions of it.
 */
final class CampaignEvaluator implements Listener, Frame.Measures {
  private final Frame frame;
  private final Measuring measuring;
  private final ErrorCounts[] errors;
  private final List<Transition> moves = new ArrayList<>();
  private final TriggerId ids = new TriggerId();
  private final Consumer<EvaluationError> told = this::error;

  private @Nullable Firing firing;
  private @Nullable Narrator narrator;
  private @Nullable Counting counting;

  private @Nullable CompiledCampaign campaign;
  private @Nullable UserState state;
  private @Nullable Output output;
  private boolean wantsTransitions;
  private @Nullable PatternCounts counts;

  /**
   * An evaluator of the campaigns of a detector.
   *
   * @param errors by the index of the campaign
   */
  CampaignEvaluator(Frame frame, Measuring measuring, ErrorCounts[] errors) {
    this.frame = frame;
    this.measuring = measuring;
    this.errors = errors;
  }

  /** What fires is brought before the arbiter, unless nothing is to be judged. */
  void bringsTo(Firing judged) {
    this.firing = judged;
  }

  /** Tells somebody of every detail from now on. */
  void tells(Narrator narrator) {
    this.narrator = narrator;
  }

  /** Counts how runs move from now on. */
  void counts(Counting where) {
    this.counting = where;
  }

  @SuppressWarnings("ReferenceEquality") // the same object, or it is written
  void begin(UserState state, Output output) {
    this.state = state;
    if (this.output != output) {
      this.output = output;
    }
    this.wantsTransitions = false;
    if (this.counts != null) {
      this.counts = null;
    }
    if (narrator != null) {
      narrator.begin(state.user());
    }
    if (frame.profile != state.profile) {
      frame.profile = state.profile;
    }
    if (frame.measures != this) {
      frame.measures = this;
    }
    if (frame.matched != Frame.Matched.NOTHING) {
      frame.matched = Frame.Matched.NOTHING;
    }
  }

  /**
   * A campaign failed unexpectedly: how its runs moved is not told, and the next campaign begins
   * with the frame as it was.
   */
  void failed(CompiledCampaign failing, @Nullable Event event, long now, Throwable failure) {
    moves.clear();
    frame.event = event;
    frame.now = now;
    frame.matched = Frame.Matched.NOTHING;
    errors[failing.index()].failed();
    PatternState runs = state().patterns.get(failing.patternKey());
    if (runs != null && counts != null) {
      runs.countAfterFailure(counts);
    }
    output().failed(failing.id(), state().user(), Optional.ofNullable(event), failure);
  }

  void of(CompiledCampaign campaign) {
    this.campaign = campaign;
    if (narrator != null) {
      narrator.of(campaign);
    }
  }

  /** What comes next is about the runs of a campaign. */
  void ofRuns(CompiledCampaign current) {
    of(current);
    wantsTransitions =
        output()
            .wantsTransitions(
                current.id(), current.entered() != null || current.fired() != null, state().user());
    counts = counting == null ? null : counting.of(current);
  }

  /** Gives up the runs of a pattern of the user, as they were counted. */
  void giveUp(int pattern) {
    if (counting != null) {
      counting.giveUp(state().patterns, pattern);
    }
    state().patterns.removeAt(pattern);
  }

  private CompiledCampaign campaign() {
    return Objects.requireNonNull(campaign);
  }

  UserState state() {
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
    MeasureState kept = measuring.kept(plan, campaign().index(), state());
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

  String id(List<Event> events) {
    return ids.of(campaign().id(), campaign().version(), state().user(), events);
  }

  private String id(Match match) {
    return match.keepsEvents()
        ? id(match.events())
        : ids.of(campaign().id(), campaign().version(), state().user(), match.digest());
  }

  /** Of the campaign, by name; one of groups only where there is an event to tell which. */
  Map<String, Object> measures() {
    List<CompiledCampaign.NamedMeasure> measures = campaign().measures();
    if (measures.isEmpty()) {
      return Map.of();
    }
    Map<String, Object> values = new LinkedHashMap<>();
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
    Optional<Variants.Variant> variant =
        campaign().rules().variants().map(variants -> variants.of(state().user()));
    OfferTemplate template = variant.isPresent() ? variant.get().offer() : campaign().offer();
    Optional<Object> offer = Optional.empty();
    if (template != null) {
      offer = Optional.of(template.value(frame, told));
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
            frame.now,
            cause,
            offer,
            variant.map(Variants.Variant::name),
            matched,
            values,
            approximate,
            cost(),
            template == null ? List.of() : template.queries(),
            campaign().topic(),
            campaign().reads(),
            campaign().wholeEvents());
    journalFired();
    if (firing == null || firing.isAtOnce(campaign())) {
      judged(Observation.Verdict.FIRED, trigger);
      output().trigger(trigger);
    } else {
      judged(Observation.Verdict.CANDIDATE, trigger);
      firing.candidate(trigger, campaign());
    }
  }

  private OptionalLong cost() {
    Optional<CampaignBudget> budget = campaign().rules().budget();
    return budget.isPresent() ? budget.get().cost(frame, told) : OptionalLong.empty();
  }

  /** The match that fires is the last that moved. */
  private void journalFired() {
    if (campaign().fired() != null && !moves.isEmpty()) {
      int last = moves.size() - 1;
      moves.set(last, moves.get(last).saying(campaign().fired().text(frame, told)));
    }
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
  public @Nullable PatternCounts counts() {
    return counts;
  }

  @Override
  public @Nullable Tracer tracer() {
    return narrator;
  }

  @Override
  public void moved(Move move, String from, String step, @Nullable Event by) {
    if (!wantsTransitions) {
      return; // somebody observes, and has heard
    }
    Optional<String> text = Optional.empty();
    if (campaign().entered() != null
        && by != null
        && (move == Move.STARTED || move == Move.ADVANCED)) {
      frame.state = step;
      text = campaign().entered().text(frame, told);
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
    if (counts != null) {
      runs.count(counts);
    }
    if (!moves.isEmpty()) {
      leaving(runs.runsByStep(program));
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
        moves.subList(i + 1, counted).forEach(gone -> before.merge(gone.state(), 1, Integer::sum));
        open = Collections.unmodifiableMap(before);
        counted = i + 1;
      }
      moves.set(i, moves.get(i).leaving(open));
    }
  }
}
