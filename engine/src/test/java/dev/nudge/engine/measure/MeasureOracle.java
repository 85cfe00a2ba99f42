package dev.nudge.engine.measure;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.expression.EvaluationError.Reason;
import dev.nudge.engine.measure.MeasureSpec.SequenceElement;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A measure by its definition: keeps every event and computes the value from all of them. */
final class MeasureOracle {
  private final Measuring.Draft draft;
  private final ZoneId zone;
  private final List<Event> history = new ArrayList<>();
  private long now = Long.MIN_VALUE;

  MeasureOracle(Measuring.Draft draft, ZoneId zone) {
    this.draft = draft;
    this.zone = zone;
  }

  void on(Event event) {
    history.add(event);
    now = Math.max(now, event.time());
  }

  void moveTo(long time) {
    now = time;
  }

  Object read(Event current) {
    Object group = null;
    if (draft.by().isPresent()) {
      group = current.properties().get("g");
      if (group == null) {
        return Reason.MISSING;
      }
    }
    List<Event> counted = new ArrayList<>();
    Window.Between span = draft.window() instanceof Window.Between between ? between : null;
    long from = span == null ? Long.MIN_VALUE : bound(span.from());
    long to = span == null || span.to().isEmpty() ? now + 1 : bound(span.to().get());
    for (Event event : history) {
      Object ok = event.properties().get("ok");
      if (inWindow(event.time(), from, to)
          && (draft.events().isEmpty() || draft.events().contains(Measuring.text(event.type())))
          && (draft.where().isEmpty() || Boolean.TRUE.equals(ok))
          && (group == null || celEqual(group, event.properties().get("g")))) {
        counted.add(event);
      }
    }
    counted.sort(Comparator.comparingLong(Event::time)); // stable
    return aggregate(counted);
  }

  private boolean inWindow(long time, long from, long to) {
    if (draft.window() instanceof Window.Sliding sliding) {
      return time > now - sliding.length().toMillis() && time <= now;
    }
    return draft.window() instanceof Window.All || (time >= from && time < to);
  }

  private long bound(Window.Bound bound) {
    if (bound instanceof Window.Bound.At at) {
      return at.time().toEpochMilli();
    }
    if (bound instanceof Window.Bound.Publish publish) {
      return Measuring.START + publish.offset().toMillis();
    }
    LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(now), zone);
    Window.Bound.Calendar calendar = (Window.Bound.Calendar) bound;
    // Day by day, as one counts on a wall calendar.
    while (calendar.unit() == Window.Bound.Unit.WEEK && day.getDayOfWeek() != DayOfWeek.MONDAY) {
      day = day.minusDays(1);
    }
    while (calendar.unit() == Window.Bound.Unit.MONTH && day.getDayOfMonth() != 1) {
      day = day.minusDays(1);
    }
    for (int i = 0; i < Math.abs(calendar.shift()); i++) {
      int step = calendar.shift() < 0 ? -1 : 1;
      do {
        day = day.plusDays(step);
      } while (calendar.by() == Window.Bound.Unit.MONTH && day.getDayOfMonth() != 1);
    }
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  private Object aggregate(List<Event> events) {
    if (draft.aggregate() == Aggregates.COUNT) {
      return draft.sequence().isEmpty() ? (Object) (long) events.size() : sequences(events);
    }
    List<Object> values = new ArrayList<>();
    for (Event event : events) {
      Object value = event.properties().get("v");
      if (value != null) {
        values.add(value);
      }
    }
    switch (draft.aggregate().name()) {
      case "distinct" -> {
        List<Object> different = new ArrayList<>();
        for (Object value : values) {
          if (different.stream().noneMatch(other -> celEqual(other, value))) {
            different.add(value);
          }
        }
        return (long) different.size();
      }
      case "first" -> {
        return values.isEmpty() ? Measuring.NO_VALUE : values.get(0);
      }
      case "last" -> {
        return values.isEmpty() ? Measuring.NO_VALUE : values.get(values.size() - 1);
      }
      default -> {
        return ofNumbers(numbers(values));
      }
    }
  }

  private Object ofNumbers(List<Double> numbers) {
    BigDecimal sum = numbers.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (draft.aggregate() == Aggregates.SUM) {
      return sum.doubleValue();
    }
    List<Double> descending = new ArrayList<>(numbers);
    descending.sort(Comparator.reverseOrder());
    if (draft.aggregate() == Aggregates.TOP) {
      return descending.subList(0, Math.min(draft.k(), descending.size()));
    }
    if (numbers.isEmpty()) {
      return Measuring.NO_VALUE;
    }
    return switch (draft.aggregate().name()) {
      case "avg" -> sum.doubleValue() / numbers.size();
      case "max" -> descending.get(0);
      default -> descending.get(descending.size() - 1);
    };
  }

  private static List<Double> numbers(List<Object> values) {
    List<Double> numbers = new ArrayList<>();
    for (Object value : values) {
      if (value instanceof Long || value instanceof Double) {
        double number = ((Number) value).doubleValue();
        if (Double.isFinite(number) && Math.abs(number) <= 1e300) {
          numbers.add(number == 0 ? 0.0 : number);
        }
      }
    }
    return numbers;
  }

  private long sequences(List<Event> events) {
    long completed = 0;
    int position = 0;
    for (Event event : events) {
      SequenceElement element = draft.sequence().get(position);
      Optional<MeasureExpression> condition = draft.conditions().get(position);
      boolean fits =
          (element.events().isEmpty() || element.events().contains(Measuring.text(event.type())))
              && (condition.isEmpty() || Boolean.TRUE.equals(event.properties().get("ok")));
      if (fits && ++position == draft.sequence().size()) {
        position = 0;
        completed++;
      }
    }
    return completed;
  }

  static boolean celEqual(Object one, Object other) {
    if (one instanceof Number a && other instanceof Number b) {
      return numbersEqual(a, b);
    }
    if (one instanceof List<?> a && other instanceof List<?> b) {
      boolean equal = a.size() == b.size();
      for (int i = 0; equal && i < a.size(); i++) {
        equal = celEqual(a.get(i), b.get(i));
      }
      return equal;
    }
    if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
      return a.keySet().equals(b.keySet())
          && a.keySet().stream().allMatch(key -> celEqual(a.get(key), b.get(key)));
    }
    return one.equals(other);
  }

  private static boolean numbersEqual(Number one, Number other) {
    double a = one.doubleValue();
    double b = other.doubleValue();
    if (!Double.isFinite(a) || !Double.isFinite(b)) {
      return Double.compare(a, b) == 0; // all NaN are one
    }
    return decimal(one).compareTo(decimal(other)) == 0;
  }

  private static BigDecimal decimal(Number number) {
    return number instanceof Long whole
        ? BigDecimal.valueOf(whole)
        : new BigDecimal(number.doubleValue());
  }
}
