package dev.nudge.conformance.engine;

import dev.nudge.conformance.pattern.Contiguity;
import dev.nudge.conformance.pattern.Group;
import dev.nudge.conformance.pattern.Loop;
import dev.nudge.conformance.pattern.Part;
import dev.nudge.conformance.pattern.Pattern;
import dev.nudge.conformance.pattern.Repeat;
import dev.nudge.conformance.pattern.Shapes;
import dev.nudge.conformance.pattern.Skip;
import dev.nudge.conformance.pattern.Step;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A pattern as a campaign document. */
public final class CampaignText {
  private final StringBuilder text = new StringBuilder();
  private final Pattern pattern;
  private final Shapes shapes;

  private CampaignText(Pattern pattern) {
    this.pattern = pattern;
    this.shapes = new Shapes(pattern.parts());
  }

  /** The document of a campaign with this id, in YAML. */
  public static String of(String id, Pattern pattern) {
    return new CampaignText(pattern).write(id);
  }

  private String write(String id) {
    line(0, "id: " + id);
    line(0, "pattern:");
    if (pattern.correlated()) {
      line(1, "correlate_by: event.k");
    }
    if (pattern.among()) {
      line(1, "among: event.type != 'd'");
    }
    if (pattern.distinct()) {
      line(1, "distinct: event.v");
    }
    line(1, "steps:");
    parts(2, pattern.parts());
    pattern.within().ifPresent(within -> line(1, "within: " + duration(within)));
    line(1, "skip: " + skip(pattern.skip()));
    offer();
    return text.toString();
  }

  /** Looks at every step's events, so that they are kept and come with the trigger. */
  private void offer() {
    line(0, "offer:");
    for (String step : shapes.present()) {
      line(
          1,
          step + ": \"${" + (shapes.isList(step) ? step + ".map(e, e.id)" : step + ".id") + "}\"");
    }
  }

  private void parts(int depth, List<Part> parts) {
    for (int i = 0; i < parts.size(); i++) {
      int from = text.length();
      if (parts.get(i) instanceof Step step) {
        step(depth + 1, step, i == 0);
      } else if (parts.get(i) instanceof Group group) {
        group(depth + 1, group, i == 0);
      }
      text.setCharAt(from + 2 * depth, '-');
    }
  }

  private void step(int depth, Step step, boolean first) {
    line(depth, "name: " + step.name());
    if (step.types().size() == 1) {
      line(depth, "event: " + step.types().get(0));
    } else if (!step.types().isEmpty()) {
      line(depth, "event: [" + String.join(", ", step.types()) + "]");
    }
    step.where().ifPresent(where -> line(depth, "where: " + where.cel(shapes)));
    contiguity(depth, step, first);
    if (step.absent()) {
      line(depth, "absent: true");
    }
    repeat(depth, step.repeat());
    step.after().ifPresent(after -> line(depth, "after: " + duration(after)));
    step.within().ifPresent(within -> line(depth, "within: " + duration(within)));
  }

  private void group(int depth, Group group, boolean first) {
    contiguity(depth, group, first);
    repeat(depth, group.repeat());
    line(depth, "steps:");
    parts(depth + 1, group.parts());
  }

  private void contiguity(int depth, Part part, boolean first) {
    if (!first && part.contiguity() != Contiguity.FOLLOWED_BY) {
      line(depth, "contiguity: " + word(part.contiguity()));
    }
  }

  private void repeat(int depth, Repeat repeat) {
    if (repeat.isLoop()) {
      line(depth, "times: " + times(repeat));
    }
    if (repeat.loop() != Loop.RELAXED) {
      line(depth, "loop: " + word(repeat.loop()));
    }
    if (repeat.optional()) {
      line(depth, "optional: true");
    }
    if (repeat.greedy()) {
      line(depth, "greedy: true");
    }
    repeat.until().ifPresent(until -> line(depth, "until: " + until.cel(shapes)));
  }

  private static String times(Repeat repeat) {
    if (repeat.isUnbounded()) {
      return "{min: " + repeat.min() + "}";
    }
    return repeat.min() == repeat.max()
        ? String.valueOf(repeat.min())
        : "{min: " + repeat.min() + ", max: " + repeat.max() + "}";
  }

  private static String skip(Skip skip) {
    return skip.step()
        .map(step -> "{" + word(skip.strategy()) + ": " + step + "}")
        .orElseGet(() -> word(skip.strategy()));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String duration(Duration duration) {
    return duration.toSeconds() + "s";
  }

  private void line(int depth, String line) {
    text.append("  ".repeat(depth)).append(line).append('\n');
  }
}
