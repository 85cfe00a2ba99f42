package dev.nudge.engine.mapping;

import dev.nudge.engine.document.Suggestion;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Register;
import dev.nudge.engine.json.JsonReader;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.json.Rejection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A layout by plan: each value of a line goes where the plan says, then the line becomes the value.
 */
record PlannedLayout<T>(Plan plan, Unnesting unnesting, Completion<T> completion)
    implements Layout<T> {
  /** Makes the value of a line, or says what is missing. */
  interface Completion<T> {
    /** The value of a line, which is the whole of {@code bytes[from, to)}. */
    Parsed<T> complete(ParsedLine line, byte[] bytes, int from, int to);
  }

  @Override
  public LineReader<T> json() {
    if (!unnesting.isNone()) {
      return new NestedLines<>(unnesting, nested());
    }
    JsonReader json = new JsonReader();
    ParsedLine line = new ParsedLine();
    JsonReader.Members members = members(line);
    @Nullable JoinedTime joined = plan.joinedTime().orElse(null);
    return (bytes, from, to, arrival) -> {
      plan.begin(line);
      line.arrival = arrival;
      Optional<Rejection> rejection = json.read(bytes, from, to, members);
      return rejection.isPresent()
          ? new Parsed.Rejected<>(rejection.get())
          : complete(line, joined, bytes, from, to);
    };
  }

  private JsonReader.Members members(ParsedLine line) {
    Map<String, Target> targets = plan.targets();
    return (name, kind, value) -> {
      @Nullable Target target = targets.get(name);
      if (target != null) {
        target.take(kind, value, line);
      } else if (plan.keep()) {
        line.put(name, kind, value);
      }
    };
  }

  /** Reads rows that came out of records. */
  private NestedLines.Rows<T> nested() {
    ParsedLine line = new ParsedLine();
    JsonReader.Members members = members(line);
    Register value = new Register();
    @Nullable JoinedTime joined = plan.joinedTime().orElse(null);
    return (row, bytes, from, to, arrival, index) -> {
      plan.begin(line);
      line.arrival = arrival;
      line.row = index;
      row.forEach((name, member) -> members.take(name, value.put(member), value));
      unnesting.computed().forEach(computed -> computed.take(row, line));
      return complete(line, joined, bytes, from, to);
    };
  }

  @Override
  public CsvForm csvForm() {
    return plan.csv();
  }

  @Override
  public Parsed<RowReader<T>> csv(List<String> header) {
    if (unnesting.envelope().isPresent() || unnesting.each().isPresent()) {
      return Parsed.rejected("bad header", "'each' and 'envelope' need JSON, not CSV");
    }
    Set<String> seen = new HashSet<>();
    for (String column : header) {
      if (!column.isEmpty() && !seen.add(column)) {
        return Parsed.rejected("bad header", "there are two columns '" + column + "'");
      }
    }
    for (Map.Entry<String, Source> wanted : plan.wanted().entrySet()) {
      Optional<String> problem = problem(wanted.getKey(), wanted.getValue(), header);
      if (problem.isPresent()) {
        return Parsed.rejected("bad header", problem.get());
      }
    }
    Map<String, Target> targets = plan.targets();
    List<Target> columns = new ArrayList<>();
    for (String column : header) {
      @Nullable Target target = targets.get(column);
      boolean kept = plan.keep() && !column.isEmpty();
      columns.add(target != null ? target : kept ? Target.keep(column) : Target.NOWHERE);
    }
    RowReader<T> rows = rows(columns.toArray(Target[]::new));
    return Parsed.accepted(
        unnesting.isNone()
            ? rows
            : new FilteredRows<>(
                unnesting, List.copyOf(header), plan.csv().missing(), rows, nested()));
  }

  private RowReader<T> rows(Target[] columns) {
    ParsedLine line = new ParsedLine();
    Register value = new Register();
    Set<String> missing = plan.csv().missing();
    @Nullable JoinedTime joined = plan.joinedTime().orElse(null);
    return row -> {
      if (row.size() != columns.length) {
        return Parsed.rejected(
            "wrong number of cells", row.size() + " instead of " + columns.length);
      }
      plan.begin(line);
      for (int i = 0; i < columns.length; i++) {
        Target column = columns[i];
        if (column != Target.NOWHERE && !row.isEmpty(i)) {
          String cell = row.cell(i);
          if (!missing.contains(cell)) {
            value.ref = cell;
            column.take(Kind.STRING, value, line);
          }
        }
      }
      return complete(line, joined, row.bytes(), row.from(), row.to());
    };
  }

  private Parsed<T> complete(
      ParsedLine line, @Nullable JoinedTime joined, byte[] bytes, int from, int to) {
    if (joined != null) {
      joined.take(line);
    }
    @Nullable Rejection wrong = line.wrong();
    return wrong == null
        ? completion.complete(line, bytes, from, to)
        : new Parsed.Rejected<>(wrong);
  }

  private static Optional<String> problem(String what, Source source, List<String> header) {
    if (source instanceof Source.Pointer pointer) {
      return Optional.of(
          "a pointer such as " + pointer + " (for " + what + ") needs JSON, not CSV");
    }
    if (source instanceof Source.Column column && !header.contains(column.name())) {
      String advice = Suggestion.didYouMean(column.name(), header);
      return Optional.of(
          "there is no column '"
              + column.name()
              + "' for "
              + what
              + (advice.isEmpty() ? "; there are: " + String.join(", ", header) : advice));
    }
    return Optional.empty();
  }
}
