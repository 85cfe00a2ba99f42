package dev.nudge.engine.firing;

import dev.nudge.engine.Outcome;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.Withheld;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.expression.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Judges the candidates of one person at a time: all that an event or a deadline brought up
 * together, or, where a policy holds candidates back, all that came within that time. In this
 * order:
 *
 * <ol>
 *   <li>Whoever wants nothing gets nothing.
 *   <li>In quiet hours a candidate waits, or is dropped.
 *   <li>Caps are kept, candidates of higher priority first.
 *   <li>A campaign that has spent its budget gives nothing.
 *   <li>Where candidates compete, the first that is left wins; until then none counts.
 *   <li>Whoever is held out gets nothing, and the rest goes on as if they had.
 *   <li>What a campaign in the shadow would have given is told, and takes nothing from others.
 * </ol>
 *
 * <p>Equal candidates are judged equally, in whatever order they came.
 */
public final class Arbiter {
  private final Frame frame;
  private final Campaigns campaigns;
  private Budgets budgets = new BudgetLedger();

  /** One that evaluates conditions over a frame, whose owner sets the person and the time. */
  public Arbiter(Frame frame, Campaigns campaigns) {
    this.frame = frame;
    this.campaigns = campaigns;
  }

  /** Asks somebody else what campaigns have spent than a ledger of its own. */
  public void asks(Budgets other) {
    budgets = other;
  }

  /** What is in force. */
  public interface Campaigns {
    /** The policies in force at a time, in the order of their ids. */
    List<Policy> policies(long time);

    /** What a campaign says of its candidates at a time; null where it has ended. */
    @Nullable Rules rules(String campaign, long time);

    /** What a version of a campaign hopes for, whether or not it applies any more. */
    Optional<Goal> goal(String campaign, int version);

    /** The day of a time, counted from 1970-01-01, where the campaigns are at home. */
    long day(long time);

    /**
     * Whether a campaign fires at a time: it goes on, is not paused, and the person is still in its
     * audience.
     *
     * @return why not
     */
    Optional<Reason> silence(String campaign, long time);

    /** Counts an expression of a campaign that has no value. */
    void error(String campaign, EvaluationError error);

    /** The same of a policy. */
    void error(Policy policy, EvaluationError error);
  }

  /** What comes of it. */
  public interface Verdicts {
    /** A trigger goes out. */
    void fired(Trigger trigger);

    /** A candidate does not go out. */
    void withheld(Withheld withheld);

    /**
     * A candidate waits.
     *
     * @param quiet whether because it is quiet; else for others to compete with
     * @param until in milliseconds
     */
    void waits(Trigger trigger, boolean quiet, long until);

    /** A goal was reached, or can be no more. */
    void outcome(Outcome outcome);
  }

  /** Takes the candidates of an event or a deadline, at the frame's time. */
  public void take(List<Candidate> candidates, FiringState state, Verdicts verdicts) {
    List<Policy> policies = campaigns.policies(frame.now);
    long holdBack = policies.stream().mapToLong(Policy::holdBack).max().orElse(0);
    if (holdBack == 0) {
      judge(
          candidates.stream().map(one -> new Waiting(one, frame.now, false)).toList(),
          policies,
          state,
          verdicts);
      return;
    }
    for (Candidate candidate : candidates) {
      long until = state.windowEnd;
      if (until <= frame.now) {
        until = frame.now + holdBack;
        if (!isShadow(candidate)) {
          state.windowEnd = until;
        }
      }
      hold(new Waiting(candidate, until, false), state, verdicts);
    }
  }

  /**
   * Judges what has waited until the frame's time, with what comes up right then.
   *
   * @return whether there was anything but candidates in the shadow, for which no time passes
   */
  public boolean due(FiringState state, Verdicts verdicts) {
    List<Waiting> due =
        state.waiting.stream().filter(waiting -> waiting.until() <= frame.now).toList();
    if (!due.isEmpty()) {
      state.waiting.removeIf(waiting -> waiting.until() <= frame.now);
      judge(due, campaigns.policies(frame.now), state, verdicts);
    }
    boolean isOver =
        state.watched.stream().anyMatch(watched -> watched.until() <= frame.now)
            || due.stream().anyMatch(waiting -> !isShadow(waiting.candidate()));
    state.watched.removeIf(
        watched -> {
          boolean over = watched.until() <= frame.now;
          if (over) {
            verdicts.outcome(watched.outcome(state.user, true));
          }
          return over;
        });
    return isOver;
  }

  /** Looks whether the frame's event is what was hoped for. */
  public void goal(Event event, FiringState state, Verdicts verdicts) {
    for (GoalWatch watched : state.watched) {
      Goal goal =
          watched.covers(event.time())
              ? campaigns.goal(watched.campaign(), watched.version()).orElse(null)
              : null;
      if (goal != null && goal.types().contains(event.type())) {
        Consumer<EvaluationError> errors = error -> campaigns.error(watched.campaign(), error);
        if (goal.isReached(frame, errors)) {
          watched.reached(event.time(), goal.value(frame, errors));
          verdicts.outcome(watched.outcome(state.user, false));
        }
      }
    }
  }

  private void hold(Waiting waiting, FiringState state, Verdicts verdicts) {
    Trigger trigger = waiting.candidate().trigger();
    if (state.waiting.size() >= FiringState.MOST_WAITING && isCrowded(waiting, state)) {
      withheld(
          trigger, Reason.TOO_MANY, FiringState.MOST_WAITING + " offers wait already", verdicts);
    } else {
      state.waiting.add(waiting);
      verdicts.waits(trigger, waiting.deferred(), waiting.until());
    }
  }

  /** Whether as many wait as may, of those that go out or of those in the shadow. */
  private boolean isCrowded(Waiting one, FiringState state) {
    boolean shadow = isShadow(one.candidate());
    return state.waiting.stream().filter(other -> isShadow(other.candidate()) == shadow).count()
        >= FiringState.MOST_WAITING;
  }

  /** Whether its campaign runs in the shadow now: it must not come in the way of others. */
  private boolean isShadow(Candidate candidate) {
    Rules rules = campaigns.rules(candidate.trigger().campaign(), frame.now);
    return rules != null && rules.shadow();
  }

  private void judge(
      List<Waiting> due, List<Policy> policies, FiringState state, Verdicts verdicts) {
    List<Waiting> inOrder = new ArrayList<>(due);
    inOrder.sort(Comparator.comparing(Waiting::candidate, Candidate.BEST_FIRST));
    boolean compete = policies.stream().anyMatch(policy -> policy.holdBack() > 0);
    boolean unsubscribed = policies.stream().anyMatch(this::isUnsubscribed);
    @Nullable Trigger winner = null;
    boolean wonIsOut = false;
    List<Cap> given = new ArrayList<>();
    List<Trigger> shadows = new ArrayList<>();
    for (Waiting waiting : inOrder) {
      Candidate candidate = waiting.candidate();
      Rules rules = campaigns.rules(candidate.trigger().campaign(), frame.now);
      Trigger trigger = priced(candidate.trigger().at(frame.now), rules);
      Optional<Reason> silence =
          rules == null
              ? Optional.of(Reason.ENDED)
              : waiting.deferred()
                  ? campaigns.silence(trigger.campaign(), frame.now)
                  : Optional.empty();
      if (rules == null || silence.isPresent()) {
        withheld(trigger, silence.orElse(Reason.ENDED), "", verdicts);
      } else if (unsubscribed) {
        withheld(trigger, Reason.UNSUBSCRIBED, "", verdicts);
      } else if (!isQuiet(candidate, rules, policies, state, verdicts)) {
        List<Cap> caps = caps(rules, policies);
        Optional<Cap> full =
            caps.stream().filter(cap -> !state.given.allows(cap, frame.now)).findFirst();
        if (full.isPresent()) {
          withheld(trigger, full.get().reason(), full.get().toString(), verdicts);
        } else if (!isAffordable(trigger, rules)) {
          withheld(
              trigger,
              Reason.BUDGET,
              rules.budget().map(CampaignBudget::toString).orElse(""),
              verdicts);
        } else if (compete && winner != null) {
          verdicts.withheld(new Withheld(trigger, Reason.OUTRANKED, "", winner(winner)));
        } else if (rules.shadow()) {
          if (isHeldOut(rules, policies, state)) {
            withheld(trigger, Reason.HOLDOUT, "", verdicts);
          } else {
            shadows.add(trigger);
          }
          count(new ArrayList<>(rules.caps()), state);
        } else {
          winner = trigger;
          wonIsOut = goesOut(trigger, rules, policies, state, verdicts);
          given.addAll(caps);
          if (!compete) {
            count(given, state);
          }
        }
      }
    }
    count(given, state);
    for (Trigger shadow : shadows) {
      verdicts.withheld(
          new Withheld(shadow, Reason.SHADOW, "", winner(compete && wonIsOut ? winner : null)));
    }
  }

  private static Optional<Withheld.Winner> winner(@Nullable Trigger winner) {
    return Optional.ofNullable(winner)
        .map(trigger -> new Withheld.Winner(trigger.campaign(), trigger.id()));
  }

  /** One that came up before there was a budget costs what all cost that say nothing of it. */
  private static Trigger priced(Trigger trigger, @Nullable Rules rules) {
    boolean isOld =
        trigger.cost().isEmpty()
            && rules != null
            && rules.budget().isPresent()
            && rules.budget().get().cost() == null;
    return isOld ? trigger.costing(CampaignBudget.UNIT) : trigger;
  }

  private boolean isAffordable(Trigger trigger, Rules rules) {
    return rules.budget().isEmpty()
        || (trigger.cost().isPresent()
            && budgets.allows(
                trigger.campaign(),
                rules.budget().get(),
                trigger.cost().getAsLong(),
                campaigns.day(frame.now)));
  }

  /** An offer is given, which these caps count; several caps of one subject count it once. */
  private void count(List<Cap> caps, FiringState state) {
    Map<Long, Long> subjects = new HashMap<>();
    caps.forEach(cap -> subjects.merge(cap.subject(), cap.per(), Math::max));
    subjects.forEach((subject, per) -> state.given.add(subject, per, frame.now));
    caps.clear();
  }

  private boolean isUnsubscribed(Policy policy) {
    return policy.unsubscribed() != null
        && Answers.isTrue(policy.unsubscribed(), frame, error -> campaigns.error(policy, error));
  }

  /** Whether it is quiet for a candidate, which is then taken care of. */
  private boolean isQuiet(
      Candidate candidate,
      Rules rules,
      List<Policy> policies,
      FiringState state,
      Verdicts verdicts) {
    Trigger trigger = candidate.trigger();
    long end = frame.now;
    boolean drop = false;
    Optional<QuietHours> own = rules.quiet();
    if (own.isPresent()) {
      OptionalLong until =
          own.get().end(frame, error -> campaigns.error(trigger.campaign(), error));
      end = Math.max(end, until.orElse(end));
      drop = until.isPresent() && !own.get().defer();
    }
    for (Policy policy : policies) {
      if (policy.quiet().isPresent()) {
        OptionalLong until =
            policy.quiet().get().end(frame, error -> campaigns.error(policy, error));
        end = Math.max(end, until.orElse(end));
        drop |= until.isPresent() && !policy.quiet().get().defer();
      }
    }
    if (drop) {
      withheld(trigger.at(frame.now), Reason.QUIET_HOURS, "", verdicts);
    } else if (end > frame.now) {
      hold(new Waiting(candidate, end, true), state, verdicts);
    }
    return drop || end > frame.now;
  }

  private static List<Cap> caps(Rules rules, List<Policy> policies) {
    List<Cap> caps = new ArrayList<>(rules.caps());
    long group = rules.group().orElse(Cap.ALL);
    for (Policy policy : policies) {
      for (Cap cap : policy.caps()) {
        if (cap.subject() == Cap.ALL || cap.subject() == group) {
          caps.add(cap);
        }
      }
    }
    return caps;
  }

  private static boolean isHeldOut(Rules rules, List<Policy> policies, FiringState state) {
    return rules.holdout().filter(holdout -> holdout.holds(state.user)).isPresent()
        || policies.stream()
            .flatMap(policy -> policy.holdout().stream())
            .anyMatch(holdout -> holdout.holds(state.user));
  }

  /** Whether it does, and is no ghost. */
  private boolean goesOut(
      Trigger trigger, Rules rules, List<Policy> policies, FiringState state, Verdicts verdicts) {
    boolean heldOut = isHeldOut(rules, policies, state);
    String arm = heldOut ? Outcome.HOLDOUT : trigger.variant().orElse(Outcome.OFFER);
    if (heldOut) {
      withheld(trigger, Reason.HOLDOUT, "", verdicts);
    } else {
      trigger
          .cost()
          .ifPresent(cost -> budgets.spend(trigger.campaign(), cost, campaigns.day(frame.now)));
      verdicts.fired(trigger);
    }
    rules
        .goal()
        .ifPresent(goal -> watch(GoalWatch.of(trigger, arm, goal.within()), state, verdicts));
    return !heldOut;
  }

  /** Where too many are watched, the oldest is told as it stands, and given up. */
  private void watch(GoalWatch watched, FiringState state, Verdicts verdicts) {
    if (state.watched.size() >= FiringState.MOST_WATCHED) {
      verdicts.outcome(state.watched.remove(0).outcome(state.user, true));
    }
    state.watched.add(watched);
  }

  private static void withheld(Trigger trigger, Reason reason, String detail, Verdicts verdicts) {
    verdicts.withheld(new Withheld(trigger, reason, detail, Optional.empty()));
  }
}
