package dev.nudge.job.detect;

import dev.nudge.job.message.Outgoing;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reader of the funnel's topic, as docs/live.md says how to read it. */
final class FunnelSums {
  private static final Pattern BEGIN = Pattern.compile("\\{\"part\":(\\d+),\"of\":(\\d+)}");
  private static final Pattern COUNTS =
      Pattern.compile(
          "\\{\"campaign\":\"(\\w+)\",\"life\":(\\d+),\"part\":(\\d+),\"steps\":\\{(.*)}}");
  private static final Pattern STEP = Pattern.compile("\"(\\w+)\":\\{([^}]*)}");
  private static final Pattern COUNT = Pattern.compile("\"(\\w+)\":(-?\\d+)");

  private record Row(String campaign, int life, int part) {}

  private final Map<Row, Map<String, Long>> rows = new HashMap<>();
  private final Set<Row> past = new HashSet<>();

  private FunnelSums() {}

  static FunnelSums of(List<Outgoing> records) {
    FunnelSums sums = new FunnelSums();
    records.forEach(record -> sums.take(new String(record.value(), StandardCharsets.UTF_8)));
    return sums;
  }

  private void take(String record) {
    Matcher begin = BEGIN.matcher(record);
    if (begin.matches()) {
      int part = Integer.parseInt(begin.group(1));
      int of = Integer.parseInt(begin.group(2));
      rows.keySet().stream().filter(row -> row.part() % of == part).forEach(past::add);
      return;
    }
    Matcher counts = COUNTS.matcher(record);
    if (!counts.matches()) {
      throw new AssertionError(record);
    }
    Row row =
        new Row(
            counts.group(1), Integer.parseInt(counts.group(2)), Integer.parseInt(counts.group(3)));
    Map<String, Long> all = new HashMap<>();
    for (MatchResult step : STEP.matcher(counts.group(4)).results().toList()) {
      COUNT
          .matcher(step.group(2))
          .results()
          .forEach(
              count ->
                  all.put(
                      row.campaign() + " " + step.group(1) + " " + count.group(1),
                      Long.valueOf(count.group(2))));
    }
    rows.put(row, all);
    past.remove(row);
  }

  /** By {@code campaign step what}, without zeros. */
  Map<String, Long> all() {
    Map<String, Long> all = new TreeMap<>();
    rows.forEach(
        (row, counts) -> {
          if (!past.contains(row) || isLastThatIsKnown(row)) {
            counts.forEach((what, count) -> all.merge(what, count, Long::sum));
          }
        });
    all.values().removeIf(count -> count == 0);
    return all;
  }

  /** A campaign of which nothing is told any more is what it was. */
  private boolean isLastThatIsKnown(Row row) {
    return rows.keySet().stream()
        .noneMatch(
            other ->
                other.campaign().equals(row.campaign())
                    && other.life() == row.life()
                    && !past.contains(other));
  }
}
