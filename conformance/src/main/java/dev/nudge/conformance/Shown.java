package dev.nudge.conformance;

import dev.nudge.conformance.engine.CampaignText;
import dev.nudge.conformance.pattern.PatternCase;
import dev.nudge.conformance.random.RandomCase;
import dev.nudge.conformance.random.Shrinking;
import dev.nudge.conformance.verdict.Comparison;
import dev.nudge.conformance.verdict.Difference;
import dev.nudge.conformance.verdict.Verdict;
import dev.nudge.engine.event.Event;
import java.util.Locale;

/** A difference, made small, for people. */
final class Shown {
  private Shown() {}

  /** The smallest form of a pair in which the engines differ. */
  static String difference(long seed, int number) {
    PatternCase found = RandomCase.of(seed, number);
    Difference.What what = Comparison.of(found).difference().orElseThrow().what();
    PatternCase smallest =
        Shrinking.of(
            found,
            candidate -> {
              Verdict verdict = Comparison.of(candidate);
              return verdict.isFailure() && verdict.difference().orElseThrow().what() == what;
            });
    return "== pair " + number + " of seed " + seed + ", made small ==\n" + words(smallest);
  }

  /** A case, and what both engines made of it. */
  static String words(PatternCase shown) {
    Verdict verdict = Comparison.of(shown);
    StringBuilder text = new StringBuilder(CampaignText.of("pair", shown.pattern()));
    long start = shown.events().isEmpty() ? 0 : shown.events().get(0).time();
    text.append("events (times count from ").append(start).append("):\n");
    for (Event event : shown.events()) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %s %s at %s ms: %s %s%n",
              event.id(),
              event.user(),
              event.time() - start,
              event.type(),
              event.properties()));
    }
    text.append("Flink, no_skip:\n");
    verdict.all().trouble().ifPresent(trouble -> text.append("  ").append(trouble).append('\n'));
    verdict.all().matches().forEach(match -> line(text, match.words(shown.events())));
    verdict.all().timedOut().forEach(partial -> line(text, partial.words(shown.events())));
    text.append("Flink, ").append(shown.pattern().skip()).append(":\n");
    verdict.own().trouble().ifPresent(trouble -> text.append("  ").append(trouble).append('\n'));
    verdict.own().matches().forEach(match -> line(text, match.words(shown.events())));
    text.append("Nudge, no_skip:\n");
    verdict.nudge().refused().ifPresent(problems -> text.append(problems).append('\n'));
    verdict.nudge().crashed().ifPresent(thrown -> line(text, thrown));
    verdict.nudge().all().forEach(match -> line(text, match.words(shown.events())));
    verdict.nudge().timedOut().forEach(partial -> line(text, partial.words(shown.events())));
    text.append("Nudge, own:\n");
    verdict.nudge().own().forEach(match -> line(text, match.words(shown.events())));
    text.append("excluded: ").append(verdict.excluded()).append('\n');
    verdict
        .difference()
        .ifPresent(
            difference -> {
              text.append("different: ").append(difference.what()).append('\n');
              difference.onlyFlink().forEach(words -> line(text, "only Flink: " + words));
              difference.onlyNudge().forEach(words -> line(text, "only Nudge: " + words));
            });
    return text.toString();
  }

  private static void line(StringBuilder text, String words) {
    text.append("  ").append(words).append('\n');
  }
}
