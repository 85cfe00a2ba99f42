package dev.nudge.job.sink;

import dev.nudge.engine.json.Rejection;
import dev.nudge.job.message.Outgoing;
import dev.nudge.job.rejected.Guard;
import dev.nudge.job.rejected.RejectedCounts;
import dev.nudge.job.rejected.RejectedRecords;
import dev.nudge.job.size.Bounds;
import dev.nudge.job.size.SizeGate;
import dev.nudge.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way to the sink: what is larger than its topic takes is cut here. A topic may come to
 * take less while the job runs: then the sink fails once, and after the restart its bounds are read
 * anew.
 */
public final class Gate extends ProcessFunction<Outgoing, Outgoing> {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  private final Settings settings;
  private final Bounds atFirst;
  private transient @Nullable SizeGate gate;
  private transient @Nullable Guard guard;
  private transient @Nullable RejectedRecords rejected;
  private transient @Nullable Counter cut;
  private transient @Nullable Counter lost;

  /**
   * A gate.
   *
   * @param bounds as they were when the job was started
   */
  public Gate(Settings settings, Bounds bounds) {
    this.settings = settings;
    this.atFirst = bounds;
  }

  @Override
  public void open(OpenContext context) throws InterruptedException {
    boolean restarted = getRuntimeContext().getTaskInfo().getAttemptNumber() > 0;
    gate = new SizeGate(restarted ? readAnew() : atFirst);
    MetricGroup operator = getRuntimeContext().getMetricGroup();
    guard = new Guard(new RejectedCounts(operator));
    rejected = new RejectedRecords(settings.topics().rejected());
    MetricGroup group = operator.addGroup("nudge");
    cut = group.counter("recordsCut");
    lost = group.counter("recordsTooLarge");
  }

  private Bounds readAnew() throws InterruptedException {
    try (Admin admin = Admin.create(settings.kafka().client())) {
      return Bounds.read(
          admin, settings.kafka().client(), new TreeSet<>(atFirst.topics().keySet()));
    } catch (KafkaException e) {
      LOG.warn("cannot read how large records may be, it stays as it was: {}", e.toString());
      return atFirst;
    }
  }

  @Override
  public void processElement(Outgoing outgoing, Context context, Collector<Outgoing> out)
      throws Exception {
    List<Outgoing> fitting = new ArrayList<>(1);
    Guard guarded = Objects.requireNonNull(guard);
    Optional<Rejection> failure = guarded.run(() -> pass(outgoing, fitting));
    if (failure.isPresent()) {
      guarded.run(() -> pass(about(outgoing, failure.get()), fitting));
    }
    fitting.forEach(out::collect);
  }

  private void pass(Outgoing outgoing, List<Outgoing> fitting) {
    SizeGate sizes = Objects.requireNonNull(gate);
    if (sizes.fits(outgoing)) {
      fitting.add(outgoing);
      return;
    }
    Optional<Outgoing> smaller = sizes.cut(outgoing);
    if (smaller.isPresent()) {
      Objects.requireNonNull(cut).inc();
      fitting.add(smaller.get());
    } else {
      Objects.requireNonNull(lost).inc();
      LOG.error(
          "the topic {} takes no record, however small: raise its max.message.bytes",
          outgoing.topic());
    }
  }

  private Outgoing about(Outgoing outgoing, Rejection failure) {
    return Objects.requireNonNull(rejected)
        .of("to " + outgoing.topic(), outgoing.key(), failure, outgoing.value());
  }
}
