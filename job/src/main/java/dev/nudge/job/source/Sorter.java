package dev.nudge.job.source;

import dev.nudge.job.message.Message;
import dev.nudge.job.message.Outgoing;
import dev.nudge.job.rejected.Guard;
import dev.nudge.job.rejected.RejectedCounts;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Sets aside what could not be used, counts what is passed over, and drops clocks, which are
 * watermarks by now.
 */
final class Sorter extends ProcessFunction<Message, Message> {
  private static final long serialVersionUID = 1;

  private final OutputTag<Outgoing> aside;
  private transient @Nullable RejectedCounts counts;
  private transient @Nullable Guard guard;
  private transient @Nullable Counter passedOver;

  /**
   * A sorter.
   *
   * @param aside where what could not be used comes out
   */
  Sorter(OutputTag<Outgoing> aside) {
    this.aside = aside;
  }

  @Override
  public void open(OpenContext context) {
    counts = new RejectedCounts(getRuntimeContext().getMetricGroup());
    guard = new Guard(counts);
    passedOver = getRuntimeContext().getMetricGroup().addGroup("nudge").counter("passed_over");
  }

  @Override
  public void processElement(Message message, Context context, Collector<Message> out)
      throws Exception {
    if (message instanceof Message.Unusable unusable) {
      // What is wrong with the counting is no reason to withhold the record.
      Objects.requireNonNull(guard)
          .run(() -> Objects.requireNonNull(counts).rejected(unusable.reason()));
      context.output(aside, unusable.rejected());
    } else if (message instanceof Message.PassedOver) {
      Objects.requireNonNull(guard).run(() -> Objects.requireNonNull(passedOver).inc());
    } else if (!(message instanceof Message.Clock)) {
      out.collect(message);
    }
  }
}
