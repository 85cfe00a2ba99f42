package dev.nudge.console.check;

import dev.nudge.engine.campaign.Contiguity;
import dev.nudge.engine.campaign.PatternSpec;
import dev.nudge.engine.campaign.Repeat;
import dev.nudge.engine.campaign.StepSpec;
import dev.nudge.engine.document.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is written on circles and arrows, in the words of the document. */
final class DrawingLabels {
  private static final int LONGEST = 60;

  private DrawingLabels() {}

  /** {@code views, 2 to 5 times}. */
  static String circle(StepSpec step) {
    String name = step.name().value();
    return step.repeat().isLoop() ? name + ", " + times(step.repeat()) : name;
  }

  /** {@code next cart or buy where event.price > 200, after 1d}. */
  static String event(StepSpec step, boolean follows) {
    List<String> words = new ArrayList<>();
    if (follows && step.contiguity() == Contiguity.NEXT) {
      words.add("next");
    }
    if (follows && step.contiguity() == Contiguity.FOLLOWED_BY_ANY) {
      words.add("any");
    }
    words.add(
        step.events().isEmpty()
            ? "event"
            : step.events().stream().map(Text::value).collect(Collectors.joining(" or ")));
    step.where().ifPresent(where -> words.add("where " + brief(where.value())));
    step.script().ifPresent(script -> words.add("where script"));
    String label = String.join(" ", words);
    return Stream.of(
            Optional.of(label),
            step.after().map(after -> "after " + of(after)),
            step.within().filter(any -> !step.absent()).map(within -> "within " + of(within)))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  /** {@code again, 3 times or more}. */
  static String again(Repeat repeat) {
    return "again, " + times(repeat);
  }

  /** {@code 10m without purchase}. */
  static String deadline(PatternSpec pattern, StepSpec absent) {
    Optional<Duration> time = absent.within().or(pattern::within);
    return time.map(DrawingLabels::of).map(text -> text + " ").orElse("")
        + "without "
        + absent.name().value();
  }

  /** The shortest exact form: {@code 90m}, {@code 7d}. */
  static String of(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  private static String times(Repeat repeat) {
    int min = repeat.times().min();
    if (repeat.times().isUnbounded()) {
      return min + " times or more";
    }
    int max = repeat.times().max();
    return min == max ? min + " times" : min + " to " + max + " times";
  }

  private static String brief(String expression) {
    String line = expression.replaceAll("\\s+", " ").trim();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }
}
