package dev.nudge.engine.campaign;

import static dev.nudge.engine.campaign.CampaignGrammar.PATTERN;
import static dev.nudge.engine.campaign.CampaignGrammar.SKIP;

import dev.nudge.engine.campaign.Skip.Strategy;
import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads what stands under {@code pattern}. */
final class PatternReader {
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
    List<PatternPart> parts = new PartsReader(names, fields.has("within")).read(fields);
    Optional<Duration> within = fields.duration("within");
    PatternSpec pattern =
        new PatternSpec(
            fields.position(),
            fields.expression("correlate_by"),
            fields.expression("among"),
            distinct(fields),
            parts,
            within,
            skip(fields));
    new PatternSize(pattern, fields).check();
    pattern.skip().step().ifPresent(step -> checkSkippedTo(step, pattern, fields));
    return parts.isEmpty() ? Optional.empty() : Optional.of(pattern);
  }

  private static Optional<Text> distinct(Fields fields) {
    if (fields.node("distinct").orElse(null) instanceof Node.Mapping) {
      fields.error(
          fields.position("distinct"),
          "'distinct' with an expiry does not exist yet: it is one expression, which drops an event"
              + " that repeats the one before it; today a measure tells whether a value is new, n:"
              + " {aggregate: count, event: ..., by: event.product_id, over: 1h}, and the step's"
              + " 'where: n == 1' takes each once an hour");
      return Optional.empty();
    }
    return fields.expression("distinct");
  }

  private static void checkSkippedTo(Text name, PatternSpec pattern, Fields fields) {
    List<String> present =
        pattern.steps().stream()
            .filter(step -> !step.absent())
            .map(step -> step.name().value())
            .toList();
    if (!present.contains(name.value())) {
      fields.error(
          name.position(),
          "'skip' names '"
              + name.value()
              + "', which is no step that takes events; those are "
              + String.join(", ", present));
    }
  }

  private static Skip skip(Fields fields) {
    if (fields.node("skip").orElse(null) instanceof Node.Mapping mapping) {
      if (mapping.entries().size() != 1) {
        fields.error(
            mapping.position(), "'skip' takes one of {to_first: STEP} and {to_last: STEP}");
      }
      return fields.open("skip", SKIP).map(PatternReader::skipTo).orElse(Skip.PAST_LAST_EVENT);
    }
    Strategy strategy = fields.choice("skip", Strategy.class).orElse(Strategy.PAST_LAST_EVENT);
    if (strategy == Strategy.TO_FIRST || strategy == Strategy.TO_LAST) {
      String word = strategy == Strategy.TO_FIRST ? "to_first" : "to_last";
      fields.error(
          fields.position("skip"), "'" + word + "' needs a step: 'skip: {" + word + ": STEP}'");
      return Skip.PAST_LAST_EVENT;
    }
    return Skip.of(strategy);
  }

  private static Skip skipTo(Fields skip) {
    String key = skip.has("to_last") ? "to_last" : "to_first";
    Strategy strategy = skip.has("to_last") ? Strategy.TO_LAST : Strategy.TO_FIRST;
    return skip.text(key, "the name of a step")
        .map(step -> new Skip(strategy, Optional.of(step)))
        .orElse(Skip.PAST_LAST_EVENT);
  }
}
