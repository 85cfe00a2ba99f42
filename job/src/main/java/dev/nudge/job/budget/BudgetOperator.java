package dev.nudge.job.budget;

import dev.nudge.engine.firing.Spending;
import dev.nudge.engine.json.Rejection;
import dev.nudge.job.detect.CampaignCounters;
import dev.nudge.job.message.Claim;
import dev.nudge.job.message.JobRun;
import dev.nudge.job.message.Outgoing;
import dev.nudge.job.message.OutgoingForm;
import dev.nudge.job.rejected.Guard;
import dev.nudge.job.rejected.RejectedCounts;
import dev.nudge.job.rejected.RejectedRecords;
import dev.nudge.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.jspecify.annotations.NullUnmarked;

/**
 * The ledger: all claims of a campaign come to one place, in one order, and what has been spent is
 * state of the job.
 *
 * <p>What goes out must not be more than a budget, whatever fails. With transactions, output goes
 * back with the state. Without them nothing that was written can be taken back, so a decision is
 * handed on only when a checkpoint holds it.
 *
 * <p>What has been spent is told once a second where it has changed, and at once where a claim is
 * refused or nothing is left, so that whoever detects need not ask for what is not there. After a
 * restart all of it is told again: what was told before is of another {@link JobRun}.
 */
@NullUnmarked // the fields are set by Flink's life cycle, before any claim
public final class BudgetOperator extends AbstractStreamOperator<Outgoing>
    implements OneInputStreamOperator<Claim, Outgoing> {
  private static final long serialVersionUID = 1;
  private static final long EVERY_MILLIS = 1_000;

  private static final ValueStateDescriptor<byte[]> SPENT =
      new ValueStateDescriptor<>("spent", BytePrimitiveArraySerializer.INSTANCE);

  private static final ListStateDescriptor<Outgoing> DECIDED =
      new ListStateDescriptor<>("decided", OutgoingForm.INSTANCE);

  private final Settings.Topics topics;
  private final boolean atOnce;
  private transient ValueState<byte[]> spent;
  private transient ListState<Outgoing> decided;
  private transient String run;
  private transient BudgetRecords records;
  private transient RejectedRecords rejected;
  private transient CampaignCounters counts;
  private transient Guard guard;

  /** What was decided and is not handed on, and, by checkpoint, how much of it that holds. */
  private transient List<Outgoing> waiting;

  private transient NavigableMap<Long, Integer> held;

  /** By campaign, what has changed and is to be told. */
  private transient Map<String, Outgoing> news;

  /** A ledger of a job with these settings. */
  public BudgetOperator(Settings settings) {
    this.topics = settings.topics();
    this.atOnce = settings.delivery() == Settings.Delivery.EXACTLY_ONCE;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    spent =
        getKeyedStateBackend()
            .getPartitionedState(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, SPENT);
    run = JobRun.of(getRuntimeContext(), context.getRestoredCheckpointId());
    decided = context.getOperatorStateStore().getListState(DECIDED);
    waiting = new ArrayList<>();
    held = new TreeMap<>();
  }

  @Override
  public void open() throws Exception {
    super.open();
    records = new BudgetRecords(topics.budgets(), run);
    rejected = new RejectedRecords(topics.rejected());
    counts = new CampaignCounters(getMetricGroup().addGroup("nudge"));
    guard = new Guard(new RejectedCounts(getMetricGroup()));
    news = new TreeMap<>();
    getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            SPENT,
            (campaign, kept) ->
                guard.run(
                    () -> {
                      Spending known = Spending.fromBytes(kept.value());
                      String id = (String) campaign;
                      news.put(id, records.of(id, known, known.lastDay()));
                    }));
    for (Outgoing one : decided.get()) { // a checkpoint holds it
      emit(one);
    }
    decided.clear();
    plan();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a failure of the timer fails the task
  private void plan() {
    ProcessingTimeService clock = getProcessingTimeService();
    clock.registerTimer(
        clock.getCurrentProcessingTime() + EVERY_MILLIS,
        time -> {
          tellNews();
          plan();
        });
  }

  private void tellNews() {
    news.values().forEach(this::emit);
    news.clear();
  }

  private void emit(Outgoing outgoing) {
    output.collect(new StreamRecord<>(outgoing));
  }

  @Override
  public void processElement(StreamRecord<Claim> element) throws Exception {
    Claim claim = element.getValue();
    List<Outgoing> out = new ArrayList<>();
    List<Outgoing> told = new ArrayList<>(1);
    Optional<Rejection> failure = guard.run(() -> decide(claim, out, told));
    told.forEach(this::emit);
    if (failure.isPresent()) { // what is not known to be there is not spent
      out.clear();
      out.add(claim.refused());
      out.add(rejected.of("kept budget", claim.campaign(), failure.get(), ""));
    }
    if (atOnce) {
      out.forEach(this::emit);
    } else {
      waiting.addAll(out);
    }
  }

  private void decide(Claim claim, List<Outgoing> out, List<Outgoing> told) throws Exception {
    byte[] kept = spent.value();
    Spending known = kept == null ? new Spending() : Spending.fromBytes(kept);
    boolean allowed = claim.cost() <= claim.budget().left(known, claim.day());
    if (allowed) {
      known.add(claim.cost(), claim.day());
      spent.update(known.toBytes());
      counts.trigger(claim.campaign());
      out.add(claim.fired());
    } else {
      counts.withheld(claim.campaign());
      out.add(claim.refused());
    }
    Outgoing record = records.of(claim.campaign(), known, claim.day());
    if (allowed && claim.budget().left(known, claim.day()) > 0) {
      news.put(claim.campaign(), record);
    } else {
      news.remove(claim.campaign());
      told.add(record);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    decided.update(waiting);
    held.put(context.getCheckpointId(), waiting.size());
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    super.notifyCheckpointComplete(checkpoint);
    Map.Entry<Long, Integer> last = held.floorEntry(checkpoint);
    if (last != null) {
      int count = last.getValue();
      List<Outgoing> safe = waiting.subList(0, count);
      safe.forEach(this::emit);
      safe.clear();
      held.headMap(checkpoint, true).clear();
      held.replaceAll((later, size) -> size - count);
    }
  }

  @Override
  public void finish() throws Exception {
    super.finish();
    waiting.forEach(this::emit); // no claim comes any more, and what is decided stays
    waiting.clear();
    held.replaceAll((checkpoint, size) -> 0);
    tellNews();
  }
}
