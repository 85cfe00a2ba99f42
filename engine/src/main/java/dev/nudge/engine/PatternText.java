package dev.nudge.engine;

import dev.nudge.engine.campaign.GroupSpec;
import dev.nudge.engine.campaign.PatternPart;
import dev.nudge.engine.campaign.PatternSpec;
import dev.nudge.engine.campaign.Repeat;
import dev.nudge.engine.campaign.StepSpec;
import dev.nudge.engine.document.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pattern as one line for each part that has a meaning, in a fixed order, its expressions in
 * their canonical form: what is fingerprinted.
 */
final class PatternText {
  private PatternText() {}

  /** {@code keepsEvents}: runs that keep their events cannot go on as runs that do not. */
  static String of(PatternSpec pattern, Map<Text, String> canonical, boolean keepsEvents) {
    StringBuilder text = new StringBuilder();
    line(text, "correlate_by", meaning(pattern.correlateBy(), canonical));
    line(text, "among", meaning(pattern.among(), canonical));
    line(text, "distinct", meaning(pattern.distinct(), canonical));
    line(text, "within", pattern.within());
    line(text, "skip", Optional.of(pattern.skip().strategy()));
    line(text, "skip to", pattern.skip().step());
    line(text, "keeps", Optional.of(keepsEvents ? "events" : "counts"));
    parts(text, pattern.parts(), canonical);
    return text.toString();
  }

  private static void parts(
      StringBuilder text, List<PatternPart> parts, Map<Text, String> canonical) {
    for (PatternPart part : parts) {
      line(text, "contiguity", Optional.of(part.contiguity()));
      Repeat repeat = part.repeat();
      line(text, "times", Optional.of(repeat.times()));
      line(text, "loop", Optional.of(repeat.loop()));
      line(text, "optional", Optional.of(repeat.optional()));
      line(text, "greedy", Optional.of(repeat.greedy()));
      line(text, "until", meaning(repeat.until(), canonical));
      if (part instanceof GroupSpec group) {
        line(text, "group", Optional.of(group.parts().size()));
        parts(text, group.parts(), canonical);
      } else if (part instanceof StepSpec step) {
        step(text, step, canonical);
      }
    }
  }

  private static void step(StringBuilder text, StepSpec step, Map<Text, String> canonical) {
    line(text, "step", Optional.of(step.name()));
    line(
        text, "event", Optional.of(step.events().stream().map(Object::toString).sorted().toList()));
    line(text, "where", meaning(step.where(), canonical));
    line(text, "script", step.script());
    line(text, "absent", Optional.of(step.absent()));
    line(text, "after", step.after());
    line(text, "within", step.within());
  }

  private static Optional<String> meaning(Optional<Text> expression, Map<Text, String> canonical) {
    return expression.map(source -> canonical.getOrDefault(source, source.value()));
  }

  private static void line(StringBuilder text, String key, Optional<?> value) {
    if (value.isPresent()) {
      String written = value.get().toString();
      text.append(key).append(' ').append(written.length()).append(' ');
      text.append(written).append('\n');
    }
  }
}
