package dev.nudge.job.publication;

import dev.nudge.engine.json.Rejection;
import dev.nudge.job.message.Message;
import dev.nudge.job.message.Outgoing;
import dev.nudge.job.rejected.Guard;
import dev.nudge.job.rejected.RejectedCounts;
import dev.nudge.job.rejected.RejectedRecords;
import dev.nudge.settings.Settings;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Says that a version is in use as soon as every subtask uses it. Keyed by the campaign's id. */
public final class Answers extends KeyedProcessFunction<String, Message, Outgoing> {
  private static final long serialVersionUID = 1;

  private final Settings.Topics topics;
  private final int subtasks;

  /** What the subtasks that have answered warn of, by record; a restart forgets it. */
  private transient @Nullable Map<String, Set<String>> warnings;

  private transient @Nullable MapState<String, byte[]> using;
  private transient @Nullable StatusRecords status;
  private transient @Nullable RejectedRecords rejected;
  private transient @Nullable Guard guard;

  /**
   * Answers.
   *
   * @param subtasks how many there are
   */
  public Answers(Settings.Topics topics, int subtasks) {
    this.topics = topics;
    this.subtasks = subtasks;
  }

  @Override
  public void open(OpenContext context) {
    using =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "using",
                    BasicTypeInfo.STRING_TYPE_INFO,
                    PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    warnings = new HashMap<>();
    status = new StatusRecords(topics.status());
    rejected = new RejectedRecords(topics.rejected());
    guard = new Guard(new RejectedCounts(getRuntimeContext().getMetricGroup()));
  }

  @Override
  public void processElement(Message message, Context context, Collector<Outgoing> out)
      throws Exception {
    List<Outgoing> answer = new ArrayList<>(1);
    Optional<Rejection> failure = Objects.requireNonNull(guard).run(() -> answer(message, answer));
    failure.ifPresent(
        rejection ->
            answer.add(
                Objects.requireNonNull(rejected)
                    .of("answers", context.getCurrentKey(), rejection, "")));
    answer.forEach(out::collect);
  }

  private void answer(Message message, List<Outgoing> answer) throws Exception {
    if (message instanceof Message.Applied applied) {
      MapState<String, byte[]> users = Objects.requireNonNull(using);
      String record =
          applied.version().topic()
              + applied.record().partition()
              + "@"
              + applied.record().offset();
      Map<String, Set<String>> warned = Objects.requireNonNull(warnings);
      Set<String> all = warned.computeIfAbsent(record, one -> new TreeSet<>());
      all.addAll(applied.warnings());
      byte @Nullable [] before = users.get(record);
      BitSet now = before == null ? new BitSet() : BitSet.valueOf(before);
      now.set(applied.subtask());
      if (now.cardinality() >= subtasks) {
        users.remove(record);
        warned.remove(record);
        answer.add(Objects.requireNonNull(status).applied(applied, all));
      } else {
        users.put(record, now.toByteArray());
      }
    }
  }
}
