package dev.nudge.job.detect;

import dev.nudge.job.message.Message;
import dev.nudge.job.message.Outgoing;
import dev.nudge.job.message.OutgoingForm;
import dev.nudge.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** The subtasks of a {@link DetectOperator} in Flink's harness, as a job would use them. */
final class Subtasks implements AutoCloseable {
  private static final int KEY_GROUPS = 8;

  private final Settings settings;
  private final boolean onDisk;
  private final List<String> out = new ArrayList<>();
  private final List<Outgoing> funnel = new ArrayList<>();
  private final List<Message.Applied> applied = new ArrayList<>();
  private List<KeyedTwoInputStreamOperatorTestHarness<String, Message, Message, Outgoing>>
      subtasks = new ArrayList<>();
  private long usersTime = Long.MIN_VALUE;
  private boolean tablesRead;
  private long clock;
  private long checkpoint;

  /** Fresh ones. */
  Subtasks(Settings settings, int parallelism, boolean onDisk) throws Exception {
    this.settings = settings;
    this.onDisk = onDisk;
    for (int i = 0; i < parallelism; i++) {
      var subtask = subtask(parallelism, i);
      subtask.initializeEmptyState();
      subtask.open();
      subtasks.add(subtask);
    }
  }

  private KeyedTwoInputStreamOperatorTestHarness<String, Message, Message, Outgoing> subtask(
      int parallelism, int index) throws Exception {
    var subtask =
        new KeyedTwoInputStreamOperatorTestHarness<String, Message, Message, Outgoing>(
            new DetectOperator(settings, "product_id"),
            Subtasks::user,
            null,
            BasicTypeInfo.STRING_TYPE_INFO,
            KEY_GROUPS,
            parallelism,
            index);
    if (onDisk) {
      subtask.setStateBackend(new EmbeddedRocksDBStateBackend());
    }
    subtask.setup(OutgoingForm.INSTANCE);
    return subtask;
  }

  private static String user(Message message) {
    return message instanceof Message.Happened happened
        ? happened.event().user()
        : ((Message.Learnt) message).user();
  }

  /** A message of a user. */
  void take(Message message) throws Exception {
    int group = KeyGroupRangeAssignment.assignToKeyGroup(user(message), KEY_GROUPS);
    int index =
        KeyGroupRangeAssignment.computeOperatorIndexForKeyGroup(KEY_GROUPS, subtasks.size(), group);
    subtasks.get(index).processElement1(new StreamRecord<>(message));
    collect();
  }

  /** A version or a thing of the catalogue, to all; it is in use when this returns, once ready. */
  void tell(Message message) throws Exception {
    clock += 1_000_000;
    for (var subtask : subtasks) {
      subtask.processElement2(new StreamRecord<>(message));
      subtask.setProcessingTime(clock);
    }
    collect();
  }

  /** All that the tables held has been read. */
  void tablesRead() throws Exception {
    tablesRead = true;
    for (var subtask : subtasks) {
      subtask.processWatermark2(Watermark.MAX_WATERMARK);
    }
    collect();
  }

  /** Time goes by in the stream. */
  void time(long time) throws Exception {
    usersTime = time;
    for (var subtask : subtasks) {
      subtask.processWatermark1(new Watermark(time));
    }
    collect();
  }

  /** A checkpoint, a failure, and as many subtasks as this afterwards, told the time again. */
  void restart(int parallelism) throws Exception {
    restartUntold(parallelism);
    if (tablesRead) {
      tablesRead();
    }
    time(usersTime);
  }

  /** As {@link #restart}, but the tables and the time are still to be told. */
  void restartUntold(int parallelism) throws Exception {
    fail(checkpoint(), parallelism);
  }

  /**
   * A checkpoint.
   *
   * @param states of the subtasks
   * @param time the stream's
   */
  record Checkpoint(List<OperatorSubtaskState> states, long time) {}

  /** Takes a checkpoint. */
  Checkpoint checkpoint() throws Exception {
    checkpoint++;
    OperatorSubtaskState[] states = new OperatorSubtaskState[subtasks.size()];
    for (int i = 0; i < states.length; i++) {
      subtasks.get(i).prepareSnapshotPreBarrier(checkpoint);
      states[i] = subtasks.get(i).snapshot(checkpoint, clock);
    }
    collect();
    return new Checkpoint(List.of(states), usersTime);
  }

  /** A failure; what was since the checkpoint is still to come again, and the tables are read. */
  void failAfter(Checkpoint last, int parallelism) throws Exception {
    fail(last, parallelism);
    tablesRead();
    time(last.time());
  }

  private void fail(Checkpoint last, int parallelism) throws Exception {
    int before = last.states().size();
    closeAll();
    OperatorSubtaskState all =
        AbstractStreamOperatorTestHarness.repackageState(
            last.states().toArray(OperatorSubtaskState[]::new));
    for (int i = 0; i < parallelism; i++) {
      var subtask = subtask(parallelism, i);
      subtask.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              all, KEY_GROUPS, before, parallelism, i));
      subtask.open();
      subtask.setProcessingTime(clock);
      subtasks.add(subtask);
    }
  }

  /** Some seconds pass on the wall clock. */
  void seconds(int many) throws Exception {
    clock += many * 1_000L;
    for (var subtask : subtasks) {
      subtask.setProcessingTime(clock);
    }
    collect();
  }

  /** The wall clock, in milliseconds. */
  long clock() {
    return clock;
  }

  /** What went out of the funnel, in order. */
  List<Outgoing> funnel() {
    return funnel;
  }

  /** What went out but for the funnel, as {@code topic value}. */
  List<String> out() {
    return out;
  }

  /** What subtasks said they use. */
  List<Message.Applied> applied() {
    return applied;
  }

  /** Timers that are set. */
  int timers() {
    return subtasks.stream().mapToInt(subtask -> subtask.numEventTimeTimers()).sum();
  }

  /** Users of whom something is kept, on the heap, where none has events that are held. */
  int users() {
    return subtasks.stream().mapToInt(subtask -> subtask.numKeyedStateEntries()).sum();
  }

  /** How many bytes a checkpoint has, of all subtasks. */
  long bytes() throws Exception {
    checkpoint++;
    long bytes = 0;
    for (var subtask : subtasks) {
      subtask.prepareSnapshotPreBarrier(checkpoint);
      bytes += subtask.snapshot(checkpoint, clock).getStateSize();
    }
    return bytes;
  }

  private void collect() {
    for (var subtask : subtasks) {
      for (Outgoing outgoing : subtask.extractOutputValues()) {
        if (outgoing.kind() == Outgoing.Kind.FUNNEL) {
          funnel.add(outgoing);
        } else {
          out.add(outgoing.topic() + " " + new String(outgoing.value(), StandardCharsets.UTF_8));
        }
      }
      subtask.getOutput().clear();
      var side = subtask.getSideOutput(DetectOperator.APPLIED);
      if (side != null) {
        side.forEach(record -> applied.add((Message.Applied) record.getValue()));
        side.clear();
      }
    }
  }

  private void closeAll() throws Exception {
    for (var subtask : subtasks) {
      subtask.close();
    }
    subtasks = new ArrayList<>();
  }

  @Override
  public void close() throws Exception {
    closeAll();
  }
}
