package dev.nudge.engine.mapping;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.expression.Scope;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.json.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one record becomes the rows that are read on their own: out of an envelope, one for each
 * element of a list, those that a condition holds for.
 *
 * @param each the list, if there is one
 * @param where CEL over {@code record}, if there is one
 * @param computed properties that are computed of each row
 */
record Unnesting(
    Optional<Envelope> envelope,
    Optional<Source> each,
    Optional<Expression> where,
    List<Computed> computed) {
  static final Unnesting NONE =
      new Unnesting(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

  /** What expressions see. */
  static final Scope SCOPE =
      new Scope(
          false,
          false,
          Map.of(),
          Map.of("record", new Scope.Measure(0, Scope.Type.DYN, false)),
          Map.of());

  private static final String BAD_EACH = "bad each";

  boolean isNone() {
    return envelope.isEmpty() && each.isEmpty() && where.isEmpty() && computed.isEmpty();
  }

  /** The rows of a record, in order; why one is none, in its place. */
  List<Parsed<Map<String, Object>>> rows(Map<String, Object> record) {
    List<Parsed<Map<String, Object>>> rows = new ArrayList<>();
    Parsed<List<Map<String, Object>>> opened =
        envelope.isPresent() ? envelope.get().rows(record) : Parsed.accepted(List.of(record));
    if (opened instanceof Parsed.Accepted<List<Map<String, Object>>> accepted) {
      accepted.value().forEach(row -> elements(row, rows));
    } else {
      Rejection why = ((Parsed.Rejected<List<Map<String, Object>>>) opened).rejection();
      rows.add(new Parsed.Rejected<>(why));
    }
    return rows;
  }

  private void elements(Map<String, Object> row, List<Parsed<Map<String, Object>>> rows) {
    if (each.isEmpty()) {
      filter(row, rows);
      return;
    }
    @Nullable Object found = at(row, each.get());
    if (!(found instanceof List<?> list)) {
      rows.add(Parsed.rejected(BAD_EACH, "there is no list " + each.get()));
      return;
    }
    Map<String, Object> around = new LinkedHashMap<>(row);
    if (each.get() instanceof Source.Column column) {
      around.remove(column.name());
    }
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof Map<?, ?> element) {
        Map<String, Object> both = new LinkedHashMap<>(around);
        both.putAll(Envelope.object(element));
        filter(both, rows);
      } else {
        rows.add(Parsed.rejected(BAD_EACH, "element " + (i + 1) + " is no object"));
      }
    }
  }

  private static @Nullable Object at(Map<String, Object> row, Source source) {
    if (source instanceof Source.Column column) {
      return row.get(column.name());
    }
    if (!(source instanceof Source.Pointer pointer)) {
      return null;
    }
    @Nullable Object at = row.get(pointer.head());
    for (String step : pointer.rest()) {
      at = at instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return at;
  }

  private void filter(Map<String, Object> row, List<Parsed<Map<String, Object>>> rows) {
    if (where.isEmpty()) {
      rows.add(Parsed.accepted(row));
      return;
    }
    Frame frame = new Frame();
    frame.measures = (measure, into) -> into.put(row);
    Kind kind = where.get().evaluate(frame);
    if (kind == Kind.BOOL) {
      if (frame.word != 0) {
        rows.add(Parsed.accepted(row));
      }
    } else {
      rows.add(
          Parsed.rejected(
              "bad where",
              frame.ref instanceof EvaluationError error ? error.toString() : "it gives no bool"));
    }
  }
}
