package dev.nudge.engine.measure;

import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.measure.MeasureSpec.SequenceElement;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measures as tests write them: expressions that read a property, and one user being measured. */
final class Measuring {
  static final Instant PUBLISHED = Instant.parse("2026-11-20T10:00:00Z");
  static final long START = PUBLISHED.toEpochMilli();

  /** What a measure without a value reads as. */
  static final Object NO_VALUE = EvaluationError.Reason.NO_VALUE;

  private Measuring() {}

  static Text text(String value) {
    return Text.at(new Position("test.yaml", 1, 1), value);
  }

  static List<Text> texts(String... values) {
    return List.of(values).stream().map(Measuring::text).toList();
  }

  /** {@code event.name}. */
  static MeasureExpression property(String name) {
    Expression expression =
        frame -> {
          Event event = frame.event;
          int slot = event == null ? -1 : event.properties().shape().slot(name);
          if (event == null || slot < 0) {
            frame.ref =
                new EvaluationError(EvaluationError.Reason.MISSING, "no property '" + name + "'");
            return Kind.ERROR;
          }
          return event.properties().load(slot, frame);
        };
    return new MeasureExpression(expression, "event." + name);
  }

  static Event event(long time, String type, Map<String, ?> properties) {
    return new Event("e" + time, "u1", type, time, Properties.of(properties));
  }

  static Window over(Duration length) {
    return new Window.Sliding(length);
  }

  /** A measure being written down. */
  record Draft(
      Aggregate aggregate,
      int k,
      List<Text> events,
      Optional<MeasureExpression> where,
      List<SequenceElement> sequence,
      List<Optional<MeasureExpression>> conditions,
      Optional<MeasureExpression> by,
      Window window,
      MeasureLimits limits) {

    static Draft of(Aggregate aggregate, Window window) {
      return new Draft(
          aggregate,
          aggregate == Aggregates.TOP ? 3 : 0,
          List.of(),
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty(),
          window,
          MeasureLimits.DEFAULT);
    }

    Draft events(String... types) {
      return new Draft(aggregate, k, texts(types), where, sequence, conditions, by, window, limits);
    }

    Draft anyEvent() {
      return events(new String[0]);
    }

    Draft where(String property) {
      Optional<MeasureExpression> expression = Optional.of(property(property));
      return new Draft(aggregate, k, events, expression, sequence, conditions, by, window, limits);
    }

    Draft by(String property) {
      Optional<MeasureExpression> expression = Optional.of(property(property));
      return new Draft(
          aggregate, k, events, where, sequence, conditions, expression, window, limits);
    }

    Draft k(int greatest) {
      return new Draft(
          aggregate, greatest, events, where, sequence, conditions, by, window, limits);
    }

    Draft limits(MeasureLimits other) {
      return new Draft(aggregate, k, events, where, sequence, conditions, by, window, other);
    }

    /** One more element: a type, or any event for "*". */
    Draft then(String type) {
      return then(type, Optional.empty());
    }

    Draft then(String type, Optional<MeasureExpression> condition) {
      List<Text> types = type.equals("*") ? List.of() : texts(type);
      List<SequenceElement> longer = new ArrayList<>(sequence);
      longer.add(
          new SequenceElement(types, condition.map(expression -> text(expression.canonical()))));
      List<Optional<MeasureExpression>> all = new ArrayList<>(conditions);
      all.add(condition);
      return new Draft(aggregate, k, events, where, longer, all, by, window, limits);
    }

    MeasurePlan plan() {
      return plan(PUBLISHED);
    }

    MeasurePlan plan(Instant publishedAt) {
      Optional<MeasureExpression> value =
          aggregate == Aggregates.COUNT ? Optional.empty() : Optional.of(property("v"));
      MeasureSpec spec =
          new MeasureSpec(
              text("m"),
              aggregate,
              k,
              value.map(expression -> text(expression.canonical())),
              events,
              where.map(expression -> text(expression.canonical())),
              sequence,
              by.map(expression -> text(expression.canonical())),
              window);
      return MeasurePlan.of(
          spec, publishedAt, new MeasureExpressions(value, where, conditions, by), limits);
    }
  }

  /** One user and one measure. */
  static final class User {
    final MeasurePlan plan;
    final Frame frame = new Frame();
    final List<EvaluationError.Reason> skipped = new ArrayList<>();
    int groupsDropped;
    MeasureState state;

    private final MeasureLosses losses =
        new MeasureLosses() {
          @Override
          public void skipped(MeasurePlan of, EvaluationError error) {
            skipped.add(error.reason());
          }

          @Override
          public void groupDropped(MeasurePlan of) {
            groupsDropped++;
          }
        };

    User(MeasurePlan plan) {
      this.plan = plan;
      state = plan.newState();
      frame.now = Long.MIN_VALUE;
    }

    boolean on(Event event) {
      frame.event = event;
      frame.now = Math.max(frame.now, event.time());
      return state.update(plan, frame, event.time(), losses);
    }

    /** An event with a value. */
    boolean on(long time, Object value) {
      return on(event(time, "a", Map.of("v", value)));
    }

    /** The boxed value at the clock for the group of an event, or the reason why there is none. */
    Object read(Event event) {
      frame.event = event;
      return boxed(state.load(plan, frame), frame);
    }

    Object read() {
      return boxed(state.load(plan, frame), frame);
    }

    Object readAt(long now) {
      frame.now = now;
      return read();
    }

    byte[] bytes() {
      return bytesOf(state);
    }

    void writeAndReadBack() {
      StateReader reader = new StateReader(bytes());
      state = MeasureState.read(reader);
      if (!reader.atEnd()) {
        throw new AssertionError("bytes left over");
      }
    }
  }

  static byte[] bytesOf(MeasureState state) {
    StateWriter writer = new StateWriter();
    state.write(writer);
    return writer.toBytes();
  }

  private static Object boxed(Kind kind, Frame frame) {
    return switch (kind) {
      case ERROR -> ((EvaluationError) frame.ref).reason();
      case INT -> frame.word;
      case DOUBLE -> Double.longBitsToDouble(frame.word);
      case BOOL -> frame.word != 0;
      default -> frame.ref;
    };
  }
}
