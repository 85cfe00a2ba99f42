package dev.nudge.engine;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.pattern.Listener;
import dev.nudge.engine.pattern.Program;
import dev.nudge.engine.pattern.RunSnapshot;
import dev.nudge.engine.pattern.Tracer;
import dev.nudge.engine.pattern.Trial;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Tells an observer what becomes of one campaign and user at a time. */
final class Narrator implements Tracer {
  private final Observer observer;
  private final Frame frame;
  private @Nullable CompiledCampaign campaign;
  private String user = "";

  /** The number of the first event of the run that completed last. */
  private long completed;

  Narrator(Observer observer, Frame frame) {
    this.observer = observer;
    this.frame = frame;
  }

  void begin(String whose) {
    user = whose;
  }

  void of(CompiledCampaign current) {
    campaign = current;
  }

  private CompiledCampaign campaign() {
    return Objects.requireNonNull(campaign);
  }

  private Program program() {
    return Objects.requireNonNull(campaign().program());
  }

  private Observation.About about() {
    return new Observation.About(campaign().id(), campaign().version(), user, frame.now);
  }

  private Reasons reasons(@Nullable Expression condition, Frame.Matched over) {
    Sources sources = campaign().sources();
    if (condition == null || sources == null) {
      return Reasons.NONE;
    }
    return () -> {
      Frame.Matched before = frame.matched;
      frame.matched = over;
      try {
        return sources.checks(condition, frame);
      } finally {
        frame.matched = before;
      }
    };
  }

  @Override
  public void filtered(Filter by) {
    Expression filter =
        switch (by) {
          case AMONG -> program().among();
          case CORRELATE_BY -> program().correlateBy();
          case DISTINCT -> program().distinct();
        };
    observer.observe(new Observation.Filtered(about(), by, reasons(filter, Frame.Matched.NOTHING)));
  }

  @Override
  public void tried(Trial trial) {
    boolean tooEarly =
        trial.after() > 0
            && trial.run().isPresent()
            && frame.now - trial.run().get().lastTime() < trial.after();
    Frame.Matched over =
        trial.run().isPresent() ? trial.run().get().taken() : Frame.Matched.NOTHING;
    observer.observe(
        new Observation.Tried(about(), trial, tooEarly, reasons(trial.where().orElse(null), over)));
  }

  @Override
  public void overtaken() {
    observer.observe(new Observation.Overtaken(about()));
  }

  @Override
  public void moved(Listener.Move move, List<RunSnapshot> runs, String step, @Nullable Event by) {
    if (move == Listener.Move.COMPLETED) {
      completed = runs.get(0).attempt();
    }
    observer.observe(
        new Observation.Moved(
            about(),
            Transition.Kind.valueOf(move.name()),
            step,
            Optional.ofNullable(by),
            runs,
            program().stepNames()));
  }

  /** A run may not begin. */
  void refused() {
    observer.observe(
        new Observation.Refused(about(), reasons(campaign().audience(), frame.matched)));
  }

  /** A condition was looked at, over the history with the event or without it. */
  void weighed(boolean withEvent, boolean holds) {
    observer.observe(
        new Observation.Weighed(
            about(),
            withEvent,
            holds,
            reasons(campaign().when(), frame.matched),
            reasons(campaign().audience(), frame.matched)));
  }

  /** A candidate fires, is withheld, or waits. */
  void decided(
      Trigger trigger, Optional<Withheld> withheld, OptionalLong waitsUntil, boolean quiet) {
    observer.observe(
        new Observation.Decided(
            new Observation.About(trigger.campaign(), trigger.version(), user, frame.now),
            trigger,
            withheld,
            waitsUntil,
            quiet));
  }

  /** A match, or a condition that has become true, fires or does not. */
  void judged(Observation.Verdict verdict, Optional<Trigger> trigger) {
    observer.observe(
        new Observation.Judged(
            about(),
            campaign().program() == null ? Optional.empty() : Optional.of(completed),
            verdict,
            reasons(campaign().when(), frame.matched),
            reasons(campaign().audience(), frame.matched),
            trigger));
  }
}
