package dev.nudge.job.detect;

import dev.nudge.engine.Output;
import dev.nudge.engine.Transition;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Rejection;
import dev.nudge.job.message.Outgoing;
import dev.nudge.job.settings.Settings;
import dev.nudge.job.sink.RejectedRecords;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** What the engine finds, as records that go out. */
final class Results implements Output {
  private final Settings.Topics topics;
  private final boolean transitions;
  private final DetectMetrics metrics;
  private final Consumer<Outgoing> out;
  private final JsonWriter json = new JsonWriter();
  private final RejectedRecords rejected;

  /** When the event at hand was written, in epoch milliseconds; negative for none. */
  private long arrival = -1;

  Results(Settings settings, DetectMetrics metrics, Consumer<Outgoing> out) {
    this.topics = settings.topics();
    this.transitions = settings.transitions();
    this.metrics = metrics;
    this.out = out;
    this.rejected = new RejectedRecords(topics.rejected());
  }

  /** What comes next is because of an event that was written then. */
  void becauseOf(long eventArrival) {
    arrival = eventArrival;
  }

  /** What comes next is because time went by. */
  void becauseOfTime() {
    arrival = -1;
  }

  @Override
  public void trigger(Trigger trigger) {
    metrics.trigger(trigger.campaign());
    if (arrival >= 0 && trigger.cause() != Trigger.Cause.TIMEOUT) {
      metrics.latency(System.currentTimeMillis() - arrival);
    }
    out.accept(
        new Outgoing(
            trigger.topic().orElse(topics.triggers()), trigger.user(), json.write(trigger)));
  }

  @Override
  public void transition(Transition transition) {
    out.accept(new Outgoing(topics.transitions(), transition.user(), json.write(transition)));
  }

  @Override
  public boolean wantsTransitions() {
    return transitions;
  }

  @Override
  public void rejected(Event event, String reason) {
    metrics.rejected(reason);
    out.accept(
        rejected.of(
            "event " + event.id(),
            event.user(),
            new Rejection(reason, ""),
            new String(json.write(event), StandardCharsets.UTF_8)));
  }
}
