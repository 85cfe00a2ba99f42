package dev.nudge.app.explain;

import dev.nudge.app.replay.OneUser;
import dev.nudge.engine.Observation;
import dev.nudge.engine.Transition;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.MeasureSpec;
import dev.nudge.engine.document.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Why a campaign did not fire, in one line: how far it came, and what was missing. */
final class Verdicts {
  private final Chapter chapter;
  private final OneUser given;
  private final long end;

  private Verdicts(Chapter chapter, OneUser given, long end) {
    this.chapter = chapter;
    this.given = given;
    this.end = end;
  }

  static Verdict of(Chapter chapter, OneUser given, List<Scene> scenes) {
    long end = scenes.isEmpty() ? 0 : scenes.get(scenes.size() - 1).time();
    return new Verdict(
        chapter.campaign().id().value(),
        chapter.fired(),
        chapter.fired().isEmpty() ? new Verdicts(chapter, given, end).reason() : "");
  }

  private String reason() {
    long published = chapter.campaign().published().orElse(given.publication()).toEpochMilli();
    if (given.events().stream().noneMatch(event -> event.time() >= published)) {
      return "not concerned: published at " + Wording.time(published, end) + ", after all events";
    }
    Optional<Attempt> best =
        chapter.attempts().stream()
            .max(
                Comparator.<Attempt, Boolean>comparing(attempt -> attempt.completed)
                    .thenComparingInt(attempt -> attempt.reached)
                    .thenComparingInt(
                        attempt -> attempt.took.values().stream().mapToInt(n -> n).sum()));
    if (best.isPresent()) {
      return "not fired: " + attempt(best.get());
    }
    return chapter.miss().map(miss -> "not fired: " + miss(miss)).orElseGet(this::notConcerned);
  }

  private String notConcerned() {
    TreeSet<String> types = new TreeSet<>();
    boolean all = false;
    Campaign campaign = chapter.campaign();
    for (var step : campaign.pattern().map(pattern -> pattern.steps()).orElse(List.of())) {
      all |= step.events().isEmpty();
      if (!step.absent()) {
        step.events().stream().map(Text::value).forEach(types::add);
      }
    }
    if (campaign.pattern().isEmpty()) {
      for (MeasureSpec measure : campaign.measures()) {
        all |= measure.events().isEmpty() && measure.sequence().isEmpty();
        measure.events().stream().map(Text::value).forEach(types::add);
        measure.sequence().forEach(element -> element.events().forEach(t -> types.add(t.value())));
      }
    }
    return types.isEmpty() || all
        ? "not concerned: no event of a type that it looks for"
        : "not concerned: no event of type " + String.join(", ", types) + " that could begin it";
  }

  private String attempt(Attempt attempt) {
    String who = chapter.attempts().size() == 1 ? "the attempt" : "attempt " + attempt.number;
    if (attempt.completed) {
      return who
          + " was a match at "
          + Wording.time(attempt.endedAt, end)
          + ", but "
          + attempt.silent.map(this::silence).orElse("did not fire");
    }
    int steps = chapter.campaign().pattern().map(pattern -> pattern.steps().size()).orElse(0);
    StringBuilder text = new StringBuilder(who);
    text.append(" came to step ")
        .append(Math.min(attempt.reached + 1, steps))
        .append(" of ")
        .append(steps);
    String wanted = Wording.wanted(attempt.waits);
    Transition.Kind how = attempt.ended.orElse(Transition.Kind.ADVANCED);
    String when = Wording.time(attempt.endedAt, end);
    switch (how) {
      case EXPIRED -> text.append(" and waited for ").append(wanted).append(" until ").append(when);
      case CANCELLED ->
          text.append(
              attempt.endedBy.isPresent()
                  ? " and was cancelled by '" + attempt.endedBy.get() + "' at " + when
                  : "; the next event, at " + when + ", was not " + wanted);
      case SKIPPED -> text.append(" and was consumed by a match at ").append(when);
      case DROPPED -> text.append(" and was dropped at ").append(when).append(": too many runs");
      case STARTED, ADVANCED, COMPLETED ->
          text.append(" and still ").append(Wording.waits(attempt.waits, end));
    }
    String took =
        attempt.took.entrySet().stream()
            .filter(step -> step.getValue() > 1)
            .map(step -> step.getValue() + " x '" + step.getKey() + "'")
            .reduce((one, other) -> one + ", " + other)
            .orElse("");
    return took.isEmpty() ? text.toString() : text + " (it had " + took + ")";
  }

  private String silence(Observation.Verdict verdict) {
    return switch (verdict) {
      case WHEN -> "'when' did not hold" + missed();
      case AUDIENCE -> "the user was not in the audience" + missed();
      case FROM -> "'from' is later: " + bound(chapter.campaign().from());
      case UNTIL -> "'until' had passed: " + bound(chapter.campaign().until());
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
    String at = "; the last time, at " + Wording.time(miss.time(), end) + ", ";
    Note note = miss.note();
    if (note instanceof Note.Weighed weighed) {
      return weighed.after()
          ? "'when' was true all the time"
          : "'when' never came true" + at + Wording.failed(weighed.is());
    }
    return "nothing began" + at + Sentences.of(note, chapter.campaign(), miss.time());
  }
}
