package dev.nudge.engine.story;

import dev.nudge.engine.Observation;
import dev.nudge.engine.Transition;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** Why a campaign did not fire, in one line: how far it came, and what was missing. */
final class Verdicts {
  private final Chapter chapter;
  private final Dossier given;
  private final long end;

  private Verdicts(Chapter chapter, Dossier given, long end) {
    this.chapter = chapter;
    this.given = given;
    this.end = end;
  }

  static Verdict of(Chapter chapter, Dossier given, long end) {
    return new Verdict(
        chapter.campaign().id().value(),
        chapter.fired(),
        chapter.fired().isEmpty() ? new Verdicts(chapter, given, end).reason() : "");
  }

  private String reason() {
    long published = chapter.campaign().published().orElse(given.publication()).toEpochMilli();
    if (given.events().stream().noneMatch(event -> event.time() >= published)) {
      return "not concerned - published at " + Wording.time(published, end) + ", after all events";
    }
    Optional<Attempt> best =
        chapter.attempts().stream()
            .max(
                Comparator.<Attempt, Boolean>comparing(attempt -> attempt.completed)
                    .thenComparingInt(attempt -> attempt.reached)
                    .thenComparingInt(
                        attempt -> attempt.took.values().stream().mapToInt(n -> n).sum())
                    .thenComparingInt(attempt -> attempt.number));
    if (best.isPresent()) {
      return (chapter.isOpen() ? "not fired yet - " : "not fired - ")
          + which(best.get())
          + attempt(best.get());
    }
    return chapter.miss().map(miss -> "not fired - " + miss(miss)).orElseGet(this::notConcerned);
  }

  private String notConcerned() {
    Set<String> types = Steps.of(chapter.campaign()).beginning();
    return types.isEmpty()
        ? "not concerned - no event that could begin it"
        : "not concerned - no event of type " + String.join(" or ", types);
  }

  private String which(Attempt attempt) {
    int all = chapter.attempts().size();
    return all == 1 ? "" : "attempt " + attempt.number + " of " + all + " came farthest: ";
  }

  private String attempt(Attempt attempt) {
    String when = Wording.time(attempt.endedAt, end);
    if (attempt.completed) {
      return "a match at " + when + ", but " + attempt.silent.map(this::silence).orElse("silent");
    }
    int all = chapter.steps().size();
    String done = Math.min(attempt.reached, all) + " of " + all + (all == 1 ? " step" : " steps");
    String wanted = Steps.of(chapter.campaign()).wanted(attempt.waits, attempt.took);
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

  private String silence(Observation.Verdict verdict) {
    return switch (verdict) {
      case WHEN -> "'when' did not hold" + missed();
      case AUDIENCE -> "the user was not in the audience" + missed();
      case FROM -> "'from' is later: " + bound(chapter.campaign().from());
      case UNTIL -> "'until' had passed: " + bound(chapter.campaign().until());
      case PAUSED -> "paused: did not fire";
      case FIRED -> "did not fire";
    };
  }

  private static String bound(Optional<java.time.Instant> bound) {
    return bound.map(Wording::value).orElse("");
  }

  private String missed() {
    return chapter
        .miss()
        .map(Chapter.Miss::note)
        .map(
            note ->
                note instanceof Note.Silent silent ? ": " + Wording.failed(silent.failed()) : "")
        .orElse("");
  }

  private String miss(Chapter.Miss miss) {
    String at = Wording.time(miss.time(), end) + ": ";
    Note note = miss.note();
    if (note instanceof Note.Weighed weighed) {
      return weighed.after()
          ? "'when' was true all the time"
          : "'when' never came true; last at " + at + Wording.failed(weighed.is());
    }
    return "nothing began; last at " + at + Sentences.of(note, chapter.campaign(), miss.time());
  }
}
