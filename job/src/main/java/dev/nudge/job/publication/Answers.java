package dev.nudge.job.publication;

import dev.nudge.job.message.Message;
import dev.nudge.job.message.Outgoing;
import java.util.BitSet;
import java.util.Objects;
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

  private final String topic;
  private final int subtasks;
  private transient @Nullable MapState<String, byte[]> using;
  private transient @Nullable StatusRecords status;

  /**
   * Answers on this topic.
   *
   * @param subtasks how many there are
   */
  public Answers(String topic, int subtasks) {
    this.topic = topic;
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
    status = new StatusRecords(topic);
  }

  @Override
  public void processElement(Message message, Context context, Collector<Outgoing> out)
      throws Exception {
    if (message instanceof Message.Applied applied) {
      MapState<String, byte[]> users = Objects.requireNonNull(using);
      String record = applied.record().partition() + "@" + applied.record().offset();
      byte @Nullable [] before = users.get(record);
      BitSet now = before == null ? new BitSet() : BitSet.valueOf(before);
      now.set(applied.subtask());
      if (now.cardinality() >= subtasks) {
        users.remove(record);
        out.collect(Objects.requireNonNull(status).applied(applied.version(), applied.record()));
      } else {
        users.put(record, now.toByteArray());
      }
    }
  }
}
