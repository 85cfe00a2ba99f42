package dev.nudge.engine;

import dev.nudge.engine.document.PlainText;
import dev.nudge.engine.pattern.Program;
import java.util.TreeSet;

/** A compiled campaign in words, for {@code nudge check --explain}. */
final class Explanation {
  private Explanation() {}

  private static String bounds(Program program) {
    return program.within().map(within -> ", all within " + within).orElse("")
        + (program.consumes()
            ? "; a match consumes what began before it ended"
            : "; a match consumes nothing");
  }

  static String of(CompiledCampaign campaign) {
    StringBuilder text = new StringBuilder(campaign.id()).append('\n');
    for (CompiledCampaign.NamedMeasure measure : campaign.measures()) {
      text.append("  measure ").append(measure.name()).append(": ");
      text.append(PlainText.of(measure.plan().describe())).append('\n');
    }
    Program program = campaign.program();
    if (program == null) {
      text.append("  fires at an event of a measure that makes 'when' true\n");
    } else {
      text.append("  program").append(bounds(program)).append('\n');
      program.dump().lines().forEach(line -> text.append("    ").append(line).append('\n'));
      text.append("  listens to ")
          .append(
              program
                  .eventTypes()
                  .map(types -> PlainText.of(String.join(", ", new TreeSet<>(types))))
                  .orElse("every event"))
          .append('\n');
      text.append(
          program.keepsEvents()
              ? "  runs keep the events they take\n"
              : "  runs keep how many events they took and when, not the events\n");
    }
    text.append("  keeps ").append(Footprint.of(campaign)).append('\n');
    return text.toString();
  }
}
