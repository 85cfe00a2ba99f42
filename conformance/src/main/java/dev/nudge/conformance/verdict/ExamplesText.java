package dev.nudge.conformance.verdict;

import dev.nudge.conformance.engine.CampaignText;
import dev.nudge.conformance.pattern.PatternCase;
import dev.nudge.engine.event.Event;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** The examples as the documentation shows them, in Markdown. */
final class ExamplesText {
  private ExamplesText() {}

  /** A section for each class that is not compared, or, {@code byRule}, for each of the others. */
  static String of(List<Example> examples, boolean byRule) {
    StringBuilder text = new StringBuilder();
    for (Example example : examples) {
      if (example.by().isComparedByRule() == byRule) {
        section(text, example);
      }
    }
    return text.toString().strip();
  }

  private static void section(StringBuilder text, Example example) {
    String title = example.by().words();
    text.append("### ").append(title.substring(0, 1).toUpperCase(Locale.ROOT));
    text.append(title.substring(1)).append("\n\n");
    text.append("Flink: ").append(example.reason()).append("\n\n");
    text.append("Nudge ").append(example.instead()).append("\n\n");
    text.append("```yaml\n").append(pattern(example.shown())).append("```\n\n");
    text.append("| | |\n|---|---|\n");
    row(text, "events", events(example.shown().events()));
    row(text, "Flink finds", found(example.flink()));
    row(text, "Nudge finds", found(example.nudge()));
    text.append('\n');
  }

  private static void row(StringBuilder text, String name, String value) {
    text.append("| ").append(name).append(" | ").append(value).append(" |\n");
  }

  private static String pattern(PatternCase shown) {
    String document = CampaignText.of("example", shown.pattern());
    return document.substring(document.indexOf("pattern:"), document.indexOf("offer:"));
  }

  private static String events(List<Event> events) {
    StringJoiner text = new StringJoiner(", ");
    long start = events.get(0).time();
    for (Event event : events) {
      Object v = event.properties().get("v");
      text.add(
          "`"
              + event.id()
              + "` "
              + event.type()
              + (v == null ? "" : " with v " + v)
              + (event.time() == start ? "" : " after " + (event.time() - start) + " ms"));
    }
    return text.toString();
  }

  private static String found(List<String> matches) {
    return matches.isEmpty() ? "nothing" : "`" + String.join("`; `", matches) + "`";
  }
}
