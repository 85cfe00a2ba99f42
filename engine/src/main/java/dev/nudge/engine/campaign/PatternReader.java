package dev.nudge.engine.campaign;

import static dev.nudge.engine.campaign.CampaignGrammar.PATTERN;
import static dev.nudge.engine.campaign.CampaignGrammar.STEP;

import dev.nudge.engine.campaign.PatternSpec.Skip;
import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Notation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what stands under {@code pattern}. */
final class PatternReader {
  /** Words of {@code skip} that come later. */
  private static final Set<String> SKIPS_LATER = Set.of("to_next", "to_first", "to_last");

  /** A pattern may have so many steps, those with an 'after' counting twice. */
  private static final int MOST_STEPS = 63;

  /** A pattern's steps may come to so many, each counted as often as it may have to be kept. */
  private static final int MOST_REPETITIONS = 990;

  private final Names names;

  PatternReader(Names names) {
    this.names = names;
  }

  /** The pattern; nothing where there is none or none of its steps could be read. */
  Optional<PatternSpec> read(Fields campaign) {
    return campaign.open("pattern", PATTERN).flatMap(this::pattern);
  }

  private Optional<PatternSpec> pattern(Fields fields) {
    fields.require("steps", "what must happen, in order");
    List<StepSpec> steps = steps(fields);
    Optional<Duration> within = fields.duration("within");
    within.ifPresent(limit -> checkRoom(steps, limit, fields));
    checkSize(steps, fields);
    PatternSpec pattern =
        new PatternSpec(
            fields.position(),
            fields.expression("correlate_by"),
            fields.expression("among"),
            fields.expression("distinct"),
            steps,
            within,
            skip(fields));
    return steps.isEmpty() ? Optional.empty() : Optional.of(pattern);
  }

  private List<StepSpec> steps(Fields pattern) {
    List<Node> nodes = pattern.list("steps", "steps such as '- name: cart_add'");
    if (pattern.node("steps").orElse(null) instanceof Node.Listing && nodes.isEmpty()) {
      pattern.error(pattern.position("steps"), "a pattern needs at least one step");
    }
    List<StepSpec> steps = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      StepReader.Place place =
          new StepReader.Place(i + 1, i == nodes.size() - 1, pattern.has("within"));
      pattern
          .open(nodes.get(i), STEP)
          .map(fields -> new StepReader(names, fields, place).read())
          .ifPresent(steps::add);
    }
    return steps;
  }

  /** The least time the steps take must be shorter than the longest time they may take. */
  private static void checkRoom(List<StepSpec> steps, Duration limit, Fields pattern) {
    Duration least = Duration.ZERO;
    for (StepSpec step : steps) {
      least = least.plus(step.absent() ? Duration.ZERO : step.after().orElse(Duration.ZERO));
    }
    if (least.compareTo(limit) >= 0) {
      pattern.error(
          pattern.position("within"),
          "can never match: the steps' 'after' add up to "
              + Notation.write(least)
              + ", and 'within' allows less than "
              + Notation.write(limit));
    }
  }

  private static void checkSize(List<StepSpec> steps, Fields pattern) {
    int conditions = 0;
    int repetitions = 0;
    for (StepSpec step : steps) {
      conditions += step.after().isPresent() ? 2 : 1;
      StepSpec.Times times = step.times();
      repetitions += times.max() == StepSpec.Times.UNBOUNDED ? times.min() + 1 : times.max();
    }
    if (conditions > MOST_STEPS) {
      pattern.error(
          pattern.position("steps"),
          "a pattern may have at most " + MOST_STEPS + " steps, those with 'after' counting twice");
    } else if (repetitions > MOST_REPETITIONS) {
      pattern.error(
          pattern.position("steps"),
          "the steps and their repetitions come to "
              + repetitions
              + ", and may come to "
              + MOST_REPETITIONS
              + "; to count many events, use a 'count' measure");
    }
  }

  private static Skip skip(Fields fields) {
    Optional<Node> node = fields.node("skip");
    Optional<String> word = node.map(PatternReader::skipWord);
    if (word.isPresent() && SKIPS_LATER.contains(word.get())) {
      fields.error(fields.position("skip"), "'skip: " + word.get() + "' is not supported yet");
      return Skip.PAST_LAST_EVENT;
    }
    return fields.choice("skip", Skip.class).orElse(Skip.PAST_LAST_EVENT);
  }

  /** The word of {@code to_next} and of {@code {to_first: step}}. */
  private static String skipWord(Node node) {
    if (node instanceof Node.Mapping mapping && mapping.entries().size() == 1) {
      return mapping.entries().get(0).key().value();
    }
    return node instanceof Node.Scalar scalar ? scalar.text().value() : "";
  }
}
