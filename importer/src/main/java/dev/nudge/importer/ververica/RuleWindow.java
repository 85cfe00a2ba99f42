package dev.nudge.importer.ververica;

import dev.nudge.engine.document.Fields;
import dev.nudge.importer.draft.JsonKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long a match may take.
 *
 * @param whole from the first event to the last
 * @param last from the event before it to that of the last step
 */
record RuleWindow(Optional<Duration> whole, Optional<StepWriter.LastWithin> last) {
  private static final List<String> TYPES = List.of("FIRST_AND_LAST", "PREVIOUS_AND_CURRENT");

  static RuleWindow read(Fields rule, List<Link> path) {
    Optional<Fields> window = JsonKeys.open(rule, "window", RuleKeys.WINDOW);
    Optional<Duration> whole = Optional.empty();
    Optional<StepWriter.LastWithin> last = Optional.empty();
    if (window.isPresent()) {
      window.get().require("time", "such as {\"unit\": \"MINUTES\", \"size\": 10}");
      Optional<Duration> length = LengthOfTime.read(window.get(), "time");
      if (isOfLast(window.get())) {
        last = length.flatMap(within -> last(window.get(), path, within));
      } else {
        whole = length;
      }
    }
    for (Link link : path) {
      if (link.isGroup()) {
        whole = least(whole, ofGroup(link.node()));
      }
    }
    return new RuleWindow(whole, last);
  }

  private static boolean isOfLast(Fields window) {
    return JsonKeys.word(window, "type", TYPES, Words.MEANT)
        .orElse("")
        .equals("PREVIOUS_AND_CURRENT");
  }

  private static Optional<StepWriter.LastWithin> last(
      Fields window, List<Link> path, Duration within) {
    Link last = path.get(path.size() - 1);
    if (last.isGroup() || path.size() == 1 || !Quantifier.read(last.node()).isOnce()) {
      window.warning(
          window.position("type"),
          "Flink applies this window only to a last node that happens once, so here it has no"
              + " effect and is left out");
      return Optional.empty();
    }
    if (path.size() > 2) {
      window.warning(
          window.position("type"),
          "Flink applies this window to the last node only, and so does the campaign; write"
              + " 'within' on other steps if they are meant, too");
    }
    return Optional.of(new StepWriter.LastWithin(within, window.position("time")));
  }

  /** Flink takes the least window of all, those of groups included. */
  private static Optional<Duration> ofGroup(Fields group) {
    Optional<Duration> within = Optional.empty();
    Optional<Fields> window = JsonKeys.open(group, "window", RuleKeys.WINDOW);
    if (window.isPresent()) {
      if (isOfLast(window.get())) {
        window.get().warning(window.get().position("type"), "this window of a group is left out");
      } else {
        window
            .get()
            .warning(
                window.get().position(),
                "Flink applies the shortest window of all to the whole rule, and so does the"
                    + " campaign");
        within = LengthOfTime.read(window.get(), "time");
      }
    }
    return within;
  }

  private static Optional<Duration> least(Optional<Duration> one, Optional<Duration> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isPresent() ? one : other;
    }
    return one.get().compareTo(other.get()) <= 0 ? one : other;
  }
}
