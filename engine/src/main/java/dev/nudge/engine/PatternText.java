package dev.nudge.engine;

import dev.nudge.engine.campaign.PatternSpec;
import dev.nudge.engine.campaign.StepSpec;
import dev.nudge.engine.document.Text;
import java.util.Map;
import java.util.Optional;

/**
 * A pattern as one line for each part that has a meaning, in a fixed order, its expressions in
 * their canonical form: what is fingerprinted.
 */
final class PatternText {
  private PatternText() {}

  static String of(PatternSpec pattern, Map<Text, String> canonical) {
    StringBuilder text = new StringBuilder();
    line(text, "correlate_by", meaning(pattern.correlateBy(), canonical));
    line(text, "among", meaning(pattern.among(), canonical));
    line(text, "distinct", meaning(pattern.distinct(), canonical));
    line(text, "within", pattern.within());
    line(text, "skip", Optional.of(pattern.skip()));
    for (StepSpec step : pattern.steps()) {
      line(text, "step", Optional.of(step.name()));
      line(
          text,
          "event",
          Optional.of(step.events().stream().map(Object::toString).sorted().toList()));
      line(text, "where", meaning(step.where(), canonical));
      line(text, "script", step.script());
      line(text, "contiguity", Optional.of(step.contiguity()));
      line(text, "times", Optional.of(step.times()));
      line(text, "absent", Optional.of(step.absent()));
      line(text, "after", step.after());
      line(text, "within", step.within());
    }
    return text.toString();
  }

  private static Optional<String> meaning(Optional<Text> expression, Map<Text, String> canonical) {
    return expression.map(source -> canonical.getOrDefault(source, source.value()));
  }

  private static void line(StringBuilder text, String key, Optional<?> value) {
    value.ifPresent(
        present ->
            text.append(key)
                .append(' ')
                .append(present.toString().length())
                .append(' ')
                .append(present)
                .append('\n'));
  }
}
