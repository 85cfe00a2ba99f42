package dev.nudge.job.detect;

import dev.nudge.engine.event.Properties;
import dev.nudge.job.message.Kept;
import dev.nudge.job.message.Version;
import dev.nudge.job.message.VersionForm;
import java.util.List;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.ByteSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * What Flink keeps of a {@link DetectOperator}, by names that never change.
 *
 * @param users by user
 * @param held events that wait, by user
 * @param campaigns the versions of each campaign, the same in all subtasks
 * @param catalog things by key, the same in all subtasks
 * @param watches until when somebody wants to see whose transitions, the same in all subtasks
 * @param funnel what each subtask has counted, campaign by campaign, in whatever subtask it is
 *     taken over
 * @param counted something, in all subtasks, once runs have been counted from their beginning
 * @param restored whether it comes of an earlier run of the job
 */
record DetectState(
    ValueState<Kept<Remembered>> users,
    ValueState<Kept<List<Held>>> held,
    BroadcastState<String, Kept<List<Version>>> campaigns,
    BroadcastState<String, Kept<Properties>> catalog,
    BroadcastState<String, Long> watches,
    ListState<byte[]> funnel,
    ListState<Byte> counted,
    boolean restored) {
  static final ValueStateDescriptor<Kept<Remembered>> USERS =
      new ValueStateDescriptor<>("users", RememberedForm.INSTANCE);

  static final ValueStateDescriptor<Kept<List<Held>>> HELD =
      new ValueStateDescriptor<>("held", HeldForm.INSTANCE);

  static DetectState open(KeyedStateBackend<?> byUser, StateInitializationContext context)
      throws Exception {
    OperatorStateStore all = context.getOperatorStateStore();
    return new DetectState(
        state(byUser, USERS),
        state(byUser, HELD),
        all.getBroadcastState(
            new MapStateDescriptor<>("campaigns", StringSerializer.INSTANCE, VersionForm.INSTANCE)),
        all.getBroadcastState(
            new MapStateDescriptor<>(
                "catalog", StringSerializer.INSTANCE, PropertiesForm.INSTANCE)),
        all.getBroadcastState(
            new MapStateDescriptor<>(
                "watches", StringSerializer.INSTANCE, LongSerializer.INSTANCE)),
        all.getListState(
            new ListStateDescriptor<>("funnel", BytePrimitiveArraySerializer.INSTANCE)),
        all.getUnionListState(new ListStateDescriptor<>("counted", ByteSerializer.INSTANCE)),
        context.isRestored());
  }

  private static <T> ValueState<T> state(
      KeyedStateBackend<?> backend, ValueStateDescriptor<T> descriptor) throws Exception {
    return backend.getPartitionedState(
        VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
  }
}
