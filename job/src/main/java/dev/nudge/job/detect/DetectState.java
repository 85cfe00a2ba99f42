package dev.nudge.job.detect;

import dev.nudge.engine.event.Properties;
import dev.nudge.job.message.Kept;
import dev.nudge.job.message.Version;
import dev.nudge.job.message.VersionForm;
import java.util.List;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * What Flink keeps of a {@link DetectOperator}, by names that never change.
 *
 * @param users by user
 * @param held events that wait, by user
 * @param campaigns the versions of each campaign, the same in all subtasks
 * @param catalog things by key, the same in all subtasks
 */
record DetectState(
    ValueState<Kept<Remembered>> users,
    ValueState<Kept<List<Held>>> held,
    BroadcastState<String, Kept<List<Version>>> campaigns,
    BroadcastState<String, Kept<Properties>> catalog) {
  static final ValueStateDescriptor<Kept<List<Held>>> HELD =
      new ValueStateDescriptor<>("held", HeldForm.INSTANCE);

  static DetectState open(KeyedStateBackend<?> byUser, OperatorStateStore all) throws Exception {
    return new DetectState(
        state(byUser, new ValueStateDescriptor<>("users", RememberedForm.INSTANCE)),
        state(byUser, HELD),
        all.getBroadcastState(
            new MapStateDescriptor<>("campaigns", StringSerializer.INSTANCE, VersionForm.INSTANCE)),
        all.getBroadcastState(
            new MapStateDescriptor<>(
                "catalog", StringSerializer.INSTANCE, PropertiesForm.INSTANCE)));
  }

  private static <T> ValueState<T> state(
      KeyedStateBackend<?> backend, ValueStateDescriptor<T> descriptor) throws Exception {
    return backend.getPartitionedState(
        VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
  }
}
