package dev.nudge.engine.story;

import dev.nudge.engine.Observation;
import dev.nudge.engine.Transition;
import java.util.Optional;
import java.util.Set;

/** Why a campaign did not fire, in one line: how far it came, and what was missing. */
final class Verdicts {
  private final CampaignTrace trace;
  private final StoryInput input;
  private final long end;

  private Verdicts(CampaignTrace trace, StoryInput input, long end) {
    this.trace = trace;
    this.input = input;
    this.end = end;
  }

  static Verdict of(CampaignTrace trace, StoryInput input, long end) {
    return new Verdict(
        trace.campaign().id().value(),
        trace.fired(),
        trace.fired().isEmpty() ? new Verdicts(trace, input, end).reason() : "");
  }

  private String reason() {
    long published = trace.campaign().published().orElse(input.publication()).toEpochMilli();
    if (input.events().stream().noneMatch(event -> event.time() >= published)) {
      return "not concerned - published at " + Wording.time(published, end) + ", after all events";
    }
    Optional<Attempt> best = trace.attempts().stream().max(Attempt.FARTHEST);
    if (best.isPresent()) {
      return (trace.isOpen() ? "not fired yet - " : "not fired - ")
          + which(best.get())
          + attempt(best.get());
    }
    return trace.miss().map(miss -> "not fired - " + miss(miss)).orElseGet(this::notConcerned);
  }

  private String notConcerned() {
    Set<String> types = Steps.of(trace.campaign()).beginning();
    return types.isEmpty()
        ? "not concerned - no event that could begin it"
        : "not concerned - no event of type " + String.join(" or ", types);
  }

  private String which(Attempt attempt) {
    int all = trace.attempts().size();
    return all == 1 ? "" : "attempt " + attempt.number + " of " + all + " came farthest: ";
  }

  private String attempt(Attempt attempt) {
    String when = Wording.time(attempt.endedAt, end);
    if (attempt.withheld.isPresent()) {
      return "a match at " + when + ", withheld: " + Sentences.withheld(attempt.withheld.get());
    }
    if (attempt.completed) {
      return "a match at "
          + when
          + ", but "
          + attempt.silent.map(why -> silence(why, attempt)).orElse("silent");
    }
    int all = trace.steps().size();
    String done = Math.min(attempt.reached, all) + " of " + all + (all == 1 ? " step" : " steps");
    String wanted = Steps.of(trace.campaign()).wanted(attempt.waits, attempt.took);
    return switch (attempt.ended.orElse(Transition.Kind.ADVANCED)) {
      case EXPIRED -> done + ", then waited for " + wanted + " until " + when;
      case CANCELLED ->
          attempt
              .endedBy
              .map(
                  by ->
                      done
                          + ", then "
                          + (by.isEmpty() ? "'until'" : "'" + by + "'")
                          + " ended it at "
                          + when)
              .orElseGet(() -> done + ", then " + wanted + " had to come next" + other(attempt));
      case SKIPPED -> done + ", then a match consumed it at " + when;
      case DROPPED -> done + ", then it was dropped at " + when + ": too many runs";
      case STARTED, ADVANCED, COMPLETED -> done + ", " + Wording.waits(attempt.waits, end);
    };
  }

  private String other(Attempt attempt) {
    return ", but at "
        + Wording.time(attempt.endedAt, end)
        + " "
        + (attempt.endedChecks.isEmpty()
            ? "something else did"
            : Wording.failed(attempt.endedChecks));
  }

  private String silence(Observation.Verdict verdict, Attempt attempt) {
    return switch (verdict) {
      case WHEN -> "'when' did not hold" + failed(attempt);
      case AUDIENCE -> "the user was not in the audience" + failed(attempt);
      case FROM -> "'from' is later: " + bound(trace.campaign().from());
      case UNTIL -> "'until' had passed: " + bound(trace.campaign().until());
      case PAUSED -> "paused: did not fire";
      case FIRED, CANDIDATE -> "did not fire";
    };
  }

  private static String bound(Optional<java.time.Instant> bound) {
    return bound.map(Wording::value).orElse("");
  }

  private static String failed(Attempt attempt) {
    String failed = Wording.failed(attempt.silentChecks);
    return failed.isEmpty() ? "" : ": " + failed;
  }

  private String miss(CampaignTrace.Miss miss) {
    String at = Wording.time(miss.time(), end) + ": ";
    Note note = miss.note();
    if (note instanceof Note.Held held && held.decided().withheld().isPresent()) {
      return "withheld at " + at + Sentences.withheld(held.decided().withheld().get());
    }
    if (note instanceof Note.Weighed weighed) {
      return weighed.after()
          ? "'when' was true all the time"
          : "'when' never came true; last at " + at + Wording.failed(weighed.is());
    }
    return "nothing began; last at " + at + Sentences.of(note, trace.campaign(), miss.time());
  }
}
