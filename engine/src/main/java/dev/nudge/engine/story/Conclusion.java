package dev.nudge.engine.story;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The last lines: what is still open, what the measures are, what each campaign came to. */
final class Conclusion {
  private final Story story;
  private final List<String> lines;

  Conclusion(Story story, List<String> lines) {
    this.story = story;
    this.lines = lines;
  }

  void write() {
    open();
    measures();
    verdicts();
  }

  private void open() {
    if (story.open().isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("Still open at " + Wording.time(story.end(), story.end()) + ":");
    List<List<String>> rows = new ArrayList<>();
    for (UnderWay run : story.open()) {
      rows.add(
          List.of(
              run.campaign(),
              "attempt "
                  + run.attempt()
                  + ", begun at "
                  + Wording.time(run.since(), story.end())
                  + ", "
                  + Wording.waits(run.waits(), story.end())));
    }
    rows(rows);
  }

  /** Of the campaigns that looked at anything. */
  private void measures() {
    List<List<String>> rows = new ArrayList<>();
    story
        .measures()
        .forEach(
            (id, values) -> {
              boolean concerned =
                  story.occurrences().stream()
                      .anyMatch(occurrence -> occurrence.notes().containsKey(id));
              if (!values.isEmpty() && concerned) {
                rows.add(
                    List.of(
                        id,
                        values.entrySet().stream()
                            .map(value -> value.getKey() + " = " + Wording.value(value.getValue()))
                            .collect(Collectors.joining(", "))));
              }
            });
    if (!rows.isEmpty()) {
      lines.add("");
      lines.add("Measures at " + Wording.time(story.clock(), story.end()) + ":");
      rows(rows);
    }
  }

  private void verdicts() {
    lines.add("");
    lines.add("In the end:");
    Map<String, String> all = new LinkedHashMap<>();
    story.verdicts().forEach(verdict -> all.put(verdict.campaign(), sentence(verdict)));
    story.input().idle().forEach((id, why) -> all.put(id, "not run - " + why));
    rows(all.entrySet().stream().map(row -> List.of(row.getKey(), row.getValue())).toList());
  }

  private String sentence(Verdict verdict) {
    return verdict.fired().isEmpty()
        ? verdict.reason()
        : "fired "
            + verdict.fired().size()
            + "x ("
            + verdict.fired().stream()
                .map(time -> Wording.time(time, story.end()))
                .collect(Collectors.joining(", "))
            + ")";
  }

  private void rows(List<List<String>> rows) {
    int width = rows.stream().mapToInt(row -> row.get(0).length()).max().orElse(0);
    for (List<String> row : rows) {
      String first = "  " + row.get(0) + ":" + " ".repeat(width - row.get(0).length() + 1);
      lines.addAll(Paragraph.of(first, " ".repeat(width + 6), row.get(1)));
    }
  }
}
