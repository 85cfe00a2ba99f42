package dev.nudge.engine.story;

import dev.nudge.engine.Observation;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.Withheld;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.event.KeyForm;
import dev.nudge.engine.event.Weight;
import dev.nudge.engine.expression.Check;
import dev.nudge.engine.firing.CampaignBudget;
import dev.nudge.engine.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Each kind of note as a sentence. */
final class Sentences {
  private Sentences() {}

  /**
   * The sentence of a note.
   *
   * @param now when it was made
   */
  static String of(Note note, Campaign campaign, long now) {
    if (note instanceof Note.Unfit unfit) {
      return unfit(unfit);
    } else if (note instanceof Note.Filtered filtered) {
      return filtered(filtered);
    } else if (note instanceof Note.Refused refused) {
      return "would begin, but the audience does not hold: " + Wording.failed(refused.audience());
    } else if (note instanceof Note.Overtaken) {
      return "does not begin again: an earlier attempt does all that another could do";
    } else if (note instanceof Note.Began began) {
      return "attempt "
          + began.attempt()
          + began.key().map(key -> " (" + Wording.value(key) + ")").orElse("")
          + " begins with '"
          + began.step()
          + "'"
          + because(began.because())
          + next(Wording.waits(began.waits(), now));
    } else if (note instanceof Note.Advanced advanced) {
      return advanced(advanced, campaign, now);
    } else if (note instanceof Note.Ended ended) {
      return ended(ended, campaign);
    } else if (note instanceof Note.Completed completed) {
      return "attempt "
          + completed.attempt()
          + " is a match: "
          + took(completed.took())
          + (completed.atDeadline() ? without(completed.without()) : "");
    } else if (note instanceof Note.Fired fired) {
      return fired(fired);
    } else if (note instanceof Note.Silent silent) {
      return silent(silent, campaign);
    } else if (note instanceof Note.Held held) {
      return held.decided().withheld().isPresent()
          ? "is withheld: " + withheld(held.decided().withheld().get())
          : "would fire, and waits until "
              + Wording.time(held.decided().waitsUntil().orElse(now), now)
              + (held.decided().quiet() ? ": it is quiet" : " for others to compete with");
    }
    return weighed((Note.Weighed) note);
  }

  private static String unfit(Note.Unfit unfit) {
    String who = unfit.attempt().map(number -> "attempt " + number + " lets it pass: ").orElse("");
    String step = "'" + unfit.step() + "'";
    String not = unfit.absent() ? "no " + step + " that would end it: " : "not " + step + ": ";
    if (unfit.cause() instanceof Note.Misfit.After after) {
      return who
          + not
          + "only "
          + Wording.span(after.since())
          + " after the event before, not "
          + Wording.span(after.needed());
    } else if (unfit.cause() instanceof Note.Misfit.Script script) {
      return who
          + not
          + script.error().map(error -> "the script fails: " + error).orElse("the script says no");
    } else if (unfit.cause() instanceof Note.Misfit.Until) {
      String of = unfit.step().isEmpty() ? "the group" : step;
      return who + of + " takes no more: its 'until' holds: " + Wording.held(unfit.failed());
    }
    return who + not + Wording.failed(unfit.failed());
  }

  private static String filtered(Note.Filtered filtered) {
    String values =
        filtered.checks().stream()
            .map(check -> Wording.value(check.outcome()))
            .collect(Collectors.joining(", "));
    return switch (filtered.filter()) {
      case AMONG -> "does not see it: " + Wording.failed(filtered.checks());
      case CORRELATE_BY -> noKey(filtered) + values;
      case DISTINCT -> "drops it as a repetition of the event before: " + values;
    };
  }

  private static String noKey(Note.Filtered filtered) {
    boolean tooLarge =
        filtered.checks().stream()
            .flatMap(check -> check.outcome().value().stream())
            .anyMatch(value -> Weight.exceeds(value, KeyForm.BYTES));
    return tooLarge
        ? "does not see it, for 'correlate_by' is of more than " + KeyForm.BYTES + " bytes: "
        : "does not see it, for it has no value of 'correlate_by': ";
  }

  private static String advanced(Note.Advanced advanced, Campaign campaign, long now) {
    return "attempt "
        + advanced.attempt()
        + " takes it as '"
        + advanced.step()
        + "'"
        + Steps.of(campaign).progress(advanced.step(), advanced.times())
        + because(advanced.because())
        + next(Wording.waits(advanced.waits(), now).replace(again(advanced), "waits for another"))
        + (advanced.also().isEmpty()
            ? ""
            : "; and goes on without it, " + Wording.waits(advanced.also(), now));
  }

  /** That it waits for the same step once more is said without its name. */
  private static String again(Note.Advanced advanced) {
    return "waits for '" + advanced.step() + "'";
  }

  private static String because(List<Check> because) {
    return because.isEmpty() ? "" : ": " + Wording.held(because);
  }

  private static String next(String waits) {
    return waits.equals("is complete") ? "" : "; " + waits;
  }

  private static String ended(Note.Ended ended, Campaign campaign) {
    String who = (ended.partly() ? "one way of " : "") + Wording.attempts(ended.attempts());
    boolean one = ended.partly() || ended.attempts().size() == 1;
    String wanted = Wording.wanted(ended.waits());
    return who
        + switch (ended.how()) {
          case CANCELLED ->
              ended
                  .by()
                  .map(
                      step ->
                          (one ? " ends: " : " end: ")
                              + (step.isEmpty()
                                  ? "it may take no more"
                                  : "'" + step + "' happened" + because(ended.checks())))
                  .orElseGet(
                      () ->
                          (one ? " ends" : " end")
                              + ": "
                              + wanted
                              + " had to come next, but "
                              + (ended.checks().isEmpty()
                                  ? Steps.of(campaign).otherType(ended.waits())
                                  : Wording.failed(ended.checks())));
          case EXPIRED -> (one ? " expires" : " expire") + ", still waiting for " + wanted;
          case SKIPPED -> (one ? " is" : " are") + " consumed by the match";
          case DROPPED ->
              (one ? " is" : " are") + " dropped: there are more runs than a user may have";
          case STARTED, ADVANCED, COMPLETED ->
              throw new IllegalArgumentException("not an end: " + ended.how());
        };
  }

  private static String took(Map<String, Integer> took) {
    return took.entrySet().stream()
        .map(
            step ->
                "'" + step.getKey() + "'" + (step.getValue() > 1 ? " x " + step.getValue() : ""))
        .collect(Collectors.joining(", "));
  }

  private static String without(List<String> steps) {
    return steps.isEmpty()
        ? ", and what must not happen has not"
        : steps.stream().collect(Collectors.joining("' or '", ", and no '", "' by now"));
  }

  private static String fired(Note.Fired fired) {
    return "FIRES ("
        + fired.trigger().cause().name().toLowerCase(Locale.ROOT)
        + ")"
        + because(fired.when());
  }

  /** What goes out with a trigger, each a line of its own. */
  static List<String> details(Note.Fired fired) {
    Trigger trigger = fired.trigger();
    List<String> details = new ArrayList<>();
    trigger
        .offer()
        .ifPresent(
            offer ->
                details.add(
                    "offer "
                        + new String(new JsonWriter().writeValue(offer), StandardCharsets.UTF_8)));
    List<String> values = new ArrayList<>();
    trigger
        .measures()
        .forEach(
            (name, value) -> {
              if (fired.when().stream()
                  .flatMap(check -> check.readings().stream())
                  .noneMatch(reading -> reading.text().equals(name))) {
                values.add(name + " = " + Wording.value(value));
              }
            });
    trigger
        .cost()
        .ifPresent(
            cost ->
                details.add(
                    "costs "
                        + CampaignBudget.amount(cost).toPlainString()
                        + " of the campaign's budget, if other users left it"));
    if (!values.isEmpty()) {
      details.add("measures " + String.join(", ", values));
    }
    return details;
  }

  private static String silent(Note.Silent silent, Campaign campaign) {
    if (silent.verdict() == Observation.Verdict.PAUSED) {
      return "paused: did not fire";
    }
    return "does not fire: "
        + switch (silent.verdict()) {
          case WHEN -> "'when' does not hold: " + Wording.failed(silent.failed());
          case AUDIENCE -> "the user is not in the audience: " + Wording.failed(silent.failed());
          case FROM -> "not before " + campaign.from().map(Wording::value).orElse("");
          case UNTIL -> "only until " + campaign.until().map(Wording::value).orElse("");
          case PAUSED, FIRED, CANDIDATE ->
              throw new IllegalArgumentException("no reason: " + silent.verdict());
        };
  }

  /** Why a candidate did not fire. */
  static String withheld(Withheld withheld) {
    String detail = withheld.detail().isEmpty() ? "" : ", " + withheld.detail();
    return switch (withheld.reason()) {
      case UNSUBSCRIBED -> "the user wants no offers";
      case QUIET_HOURS -> "it is quiet, and the offer does not wait";
      case CAMPAIGN_CAP -> "the user has had the campaign often enough" + detail;
      case GROUP_CAP -> "the user has had enough of the campaign's group" + detail;
      case TOTAL_CAP -> "the user has had enough offers" + detail;
      case BUDGET ->
          withheld.trigger().cost().isEmpty()
              ? "what the offer costs is not known"
              : "the campaign has spent its budget" + detail;
      case SHADOW ->
          "the campaign runs in the shadow: the offer would have gone out"
              + withheld.winner().map(won -> " in place of '" + won.campaign() + "'").orElse("");
      case OUTRANKED -> "'" + withheld.winner().map(Withheld.Winner::campaign).orElse("") + "' won";
      case HOLDOUT -> "the user is held out, so that the effect can be measured";
      case ENDED -> "the campaign does not fire any more";
      case AUDIENCE -> "the user is not in the audience any more";
      case TOO_MANY -> withheld.detail();
    };
  }

  private static String weighed(Note.Weighed weighed) {
    if (weighed.after()) {
      return (weighed.before()
              ? "'when' holds as before, so it does not fire again: "
              : "'when' comes true: ")
          + Wording.held(weighed.is());
    }
    return (weighed.before() ? "'when' holds no more: " : "'when' does not hold: ")
        + Wording.failed(weighed.is());
  }
}
