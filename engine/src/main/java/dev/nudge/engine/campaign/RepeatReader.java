package dev.nudge.engine.campaign;

import static dev.nudge.engine.campaign.CampaignGrammar.TIMES;

import dev.nudge.engine.campaign.Repeat.Loop;
import dev.nudge.engine.campaign.Repeat.Times;
import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Text;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads how often a step or group happens. */
final class RepeatReader {
  /** How often a step may be asked for: what a run keeps must stay small. */
  static final int MOST_TIMES = 1_000;

  private final Fields fields;

  RepeatReader(Fields fields) {
    this.fields = fields;
  }

  Repeat read() {
    Times times = times();
    Loop loop = fields.choice("loop", Loop.class).orElse(Loop.RELAXED);
    boolean greedy = fields.flag("greedy").orElse(false);
    Optional<Text> until = fields.expression("until");
    boolean once = times.max() == 1;
    for (String key : new String[] {"loop", "greedy", "until"}) {
      if (fields.has(key) && once) {
        fields.error(
            fields.keyPosition(key),
            "'" + key + "' speaks of a repetition, and without 'times' there is none");
      }
    }
    if (until.isPresent() && !once && !times.isUnbounded()) {
      fields.error(
          fields.keyPosition("until"),
          "'until' ends a repetition without an upper bound, such as 'times: {min: "
              + times.min()
              + "}'");
    }
    if (greedy && loop == Loop.COMBINATIONS) {
      fields.error(
          fields.keyPosition("greedy"),
          "'greedy' and 'loop: combinations' exclude each other: one takes all it can, the other"
              + " every selection");
    } else if (greedy && !once && times.min() == times.max()) {
      fields.warning(
          fields.keyPosition("greedy"),
          "'greedy' has no effect: the step happens "
              + times.min()
              + " times, no more and no less");
    }
    return new Repeat(times, loop, fields.flag("optional").orElse(false), greedy, until);
  }

  private Times times() {
    Optional<Node> node = fields.node("times");
    if (node.isEmpty()) {
      return Times.ONCE;
    }
    if (node.get() instanceof Node.Mapping mapping) {
      if (mapping.entries().isEmpty()) {
        fields.expected(node.get(), "times", "a number, or {min: 2, max: 5}", " without keys");
      }
      return fields.open("times", TIMES).map(RepeatReader::range).orElse(Times.ONCE);
    }
    if (!(node.get() instanceof Node.Scalar scalar) || scalar.type() != Node.Scalar.Type.INTEGER) {
      fields.expected(node.get(), "times", "a number such as 3, or {min: 2, max: 5}", "");
      return Times.ONCE;
    }
    OptionalInt count = fields.integer("times", 1, MOST_TIMES);
    return count.isPresent() ? new Times(count.getAsInt(), count.getAsInt()) : Times.ONCE;
  }

  private static Times range(Fields range) {
    int min = range.integer("min", 1, MOST_TIMES).orElse(1);
    int max = range.integer("max", 1, MOST_TIMES).orElse(Times.UNBOUNDED);
    if (max < min) {
      range.error(range.position("max"), "'max' must not be less than 'min'");
      return new Times(min, min);
    }
    return new Times(min, max);
  }
}
