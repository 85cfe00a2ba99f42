package dev.nudge.engine;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.firing.Arbiter;
import dev.nudge.engine.firing.Budgets;
import dev.nudge.engine.firing.Candidate;
import dev.nudge.engine.firing.FiringState;
import dev.nudge.engine.firing.Goal;
import dev.nudge.engine.firing.Policy;
import dev.nudge.engine.firing.Reason;
import dev.nudge.engine.firing.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Brings what is about to fire before the {@link Arbiter}, all candidates of an event or a deadline
 * at once, and hands on what comes of them. Where no campaign and no policy says anything of
 * candidates, they go out as they come.
 */
final class Firing implements Arbiter.Campaigns, Arbiter.Verdicts {
  private final CampaignSet campaigns;
  private final Frame frame;
  private final CampaignEvaluator evaluator;
  private final ErrorCounts[] errors;
  private final Arbiter arbiter;
  private final List<Candidate> candidates = new ArrayList<>();
  private @Nullable Narrator narrator;
  private Output output = Output.triggersTo(trigger -> {});

  /** Decides for a detector, whose frame and evaluator it uses. */
  Firing(CampaignSet campaigns, Frame frame, CampaignEvaluator evaluator, ErrorCounts[] errors) {
    this.campaigns = campaigns;
    this.frame = frame;
    this.evaluator = evaluator;
    this.errors = errors;
    this.arbiter = new Arbiter(frame, this);
    evaluator.bringsTo(this);
  }

  /** Tells somebody of every detail from now on. */
  void tells(Narrator teller) {
    narrator = teller;
  }

  /** Whether what a campaign brings up goes out at once. */
  @SuppressWarnings("ReferenceEquality") // all that say nothing have the same
  boolean isAtOnce(CompiledCampaign campaign) {
    return campaign.rules() == Rules.NONE && campaigns.policies().isEmpty();
  }

  /** Asks somebody else what campaigns have spent than a ledger of its own. */
  void asks(Budgets budgets) {
    arbiter.asks(budgets);
  }

  /** Something is about to fire. */
  void candidate(Trigger trigger, CompiledCampaign campaign) {
    candidates.add(
        new Candidate(
            trigger, campaign.rules().priority(frame, error -> error(campaign.id(), error))));
  }

  /** Judges what an event has brought up. */
  void decide(UserState state, Output to) {
    if (!candidates.isEmpty()) {
      begin(to);
      List<Candidate> all = List.copyOf(candidates);
      candidates.clear();
      arbiter.take(all, state.offers(), this);
      state.due(state.offers().deadline());
    }
  }

  /** Judges what waited until a deadline, after what the deadline has brought up. */
  void due(long due, UserState state, Output to) {
    frame.now = due;
    decide(state, to);
    FiringState offers = state.firing;
    if (offers != null && offers.deadline() <= due) {
      begin(to);
      if (arbiter.due(offers, this)) {
        state.clock = Math.max(state.clock, due);
      }
    }
  }

  /** Looks whether an event is what an offer was to bring about. */
  void goal(Event event, UserState state, Output to) {
    if (state.firing != null) {
      begin(to);
      arbiter.goal(event, state.firing, this);
    }
  }

  private void begin(Output to) {
    output = to;
    frame.matched = Frame.Matched.NOTHING;
  }

  @Override
  public List<Policy> policies(long time) {
    List<Policy> inForce = new ArrayList<>();
    for (CompiledCampaign each : campaigns.policies()) {
      if (each.appliesAt(time) && each.mayFireAt(time) && !each.paused()) {
        inForce.add(Objects.requireNonNull(each.policy()));
      }
    }
    return inForce;
  }

  @Override
  public @Nullable Rules rules(String campaign, long time) {
    CompiledCampaign version = campaigns.version(campaign, time);
    return version == null ? null : version.rules();
  }

  @Override
  public Optional<Goal> goal(String campaign, int number) {
    CompiledCampaign version = campaigns.version(campaign, number);
    return version == null ? Optional.empty() : version.rules().goal();
  }

  @Override
  public long day(long time) {
    return campaigns.day(time);
  }

  @Override
  public Optional<Reason> silence(String campaign, long time) {
    CompiledCampaign version = campaigns.version(campaign, time);
    if (version == null || version.paused() || !version.mayFireAt(time)) {
      return Optional.of(Reason.ENDED);
    }
    evaluator.of(version);
    return evaluator.isTrue(version.audience(), true)
        ? Optional.empty()
        : Optional.of(Reason.AUDIENCE);
  }

  @Override
  public void error(String campaign, EvaluationError error) {
    CompiledCampaign version = campaigns.version(campaign, frame.now);
    if (version != null) {
      errors[version.index()].error(error);
    }
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // which of them it is, not what it says
  public void error(Policy policy, EvaluationError error) {
    for (CompiledCampaign each : campaigns.policies()) {
      if (each.policy() == policy) {
        errors[each.index()].error(error);
      }
    }
  }

  @Override
  public void fired(Trigger trigger) {
    tell(trigger, Optional.empty(), OptionalLong.empty(), false);
    output.trigger(trigger);
  }

  @Override
  public void withheld(Withheld withheld) {
    tell(withheld.trigger(), Optional.of(withheld), OptionalLong.empty(), false);
    output.withheld(withheld);
  }

  @Override
  public void waits(Trigger trigger, boolean quiet, long until) {
    tell(trigger, Optional.empty(), OptionalLong.of(until), quiet);
  }

  @Override
  public void outcome(Outcome outcome) {
    output.outcome(outcome);
  }

  private void tell(
      Trigger trigger, Optional<Withheld> withheld, OptionalLong until, boolean quiet) {
    if (narrator != null) {
      narrator.decided(trigger, withheld, until, quiet);
    }
  }
}
