package dev.nudge.job.detect;

import dev.nudge.engine.UserState;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.mapping.Catalog;
import dev.nudge.engine.mapping.CatalogEntry;
import dev.nudge.job.message.Message;
import dev.nudge.job.message.MessageForm;
import dev.nudge.job.message.Outgoing;
import dev.nudge.job.message.Version;
import dev.nudge.job.message.VersionForm;
import dev.nudge.job.settings.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.NullUnmarked;

/**
 * The engine in Flink: messages of users on the first input, keyed by user; versions of campaigns
 * and the catalogue on the second, to all subtasks. One value and one timer a user.
 *
 * <p>An event goes this way:
 *
 * <ol>
 *   <li>Until the campaigns, the catalogue and the profiles have been read as far as they went when
 *       the job started, it is held: it must not meet less than there was. The watermark of such a
 *       table is at the end of time once it has been read.
 *   <li>Where events are to be sorted, it is held until stragglers have had their time.
 *   <li>What it names in the catalogue is added to it.
 *   <li>The engine takes it; what fires goes out.
 *   <li>The user's timer is set to the earliest deadline.
 * </ol>
 */
@NullUnmarked // the fields are set by Flink's life cycle, before any message
public final class DetectOperator extends AbstractStreamOperator<Outgoing>
    implements TwoInputStreamOperator<Message, Message, Outgoing>,
        Triggerable<String, VoidNamespace> {
  private static final long serialVersionUID = 1;

  /** Where it says which versions it uses. */
  public static final OutputTag<Message> APPLIED = new OutputTag<>("applied", MessageForm.TYPE);

  /** What has been held beyond this makes the rest wait a little each. */
  private static final int HELD_FREELY = 50_000;

  private static final long WAIT_NANOS = 1_000_000;

  /** New campaign sets may take at most one part in so many of the time. */
  private static final int REBUILD_SHARE = 4;

  private static final ValueStateDescriptor<List<Held>> HELD =
      new ValueStateDescriptor<>("held", HeldForm.INSTANCE);

  private final Settings settings;
  private final String catalogKey;

  private transient ValueState<Remembered> users;
  private transient ValueState<List<Held>> held;
  private transient BroadcastState<String, List<Version>> documents;
  private transient BroadcastState<String, Properties> things;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient InternalTimerService<VoidNamespace> turns;
  private transient LiveCampaigns campaigns;
  private transient Catalog catalog;
  private transient DetectMetrics counts;
  private transient Results results;

  /** Published, and not yet answered. */
  private transient List<Message.Published> unanswered;

  private transient long refreshedAt;
  private transient long refreshTook;
  private transient boolean refreshPlanned;
  private transient long usersTime;
  private transient boolean tablesRead;
  private transient boolean ready;
  private transient int heldCount;

  /**
   * A detector.
   *
   * @param catalogKey the property by which events name what is in the catalogue; empty for none
   */
  public DetectOperator(Settings settings, String catalogKey) {
    this.settings = settings;
    this.catalogKey = catalogKey;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    users = state(new ValueStateDescriptor<>("users", RememberedForm.INSTANCE));
    held = state(HELD);
    documents =
        context
            .getOperatorStateStore()
            .getBroadcastState(
                new MapStateDescriptor<>(
                    "campaigns", StringSerializer.INSTANCE, VersionForm.INSTANCE));
    things =
        context
            .getOperatorStateStore()
            .getBroadcastState(
                new MapStateDescriptor<>(
                    "catalog", StringSerializer.INSTANCE, PropertiesForm.INSTANCE));
  }

  private <T> ValueState<T> state(ValueStateDescriptor<T> descriptor) throws Exception {
    return getPartitionedState(
        VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers = getInternalTimerService("deadlines", VoidNamespaceSerializer.INSTANCE, this);
    turns = getInternalTimerService("turns", VoidNamespaceSerializer.INSTANCE, new Turns());
    catalog = new Catalog();
    for (Map.Entry<String, Properties> thing : things.immutableEntries()) {
      catalog.put(new CatalogEntry(thing.getKey(), thing.getValue()));
    }
    campaigns = new LiveCampaigns(documents, settings.time());
    counts = new DetectMetrics(getMetricGroup());
    results = new Results(settings, counts, this::emit);
    unanswered = new ArrayList<>();
    usersTime = Long.MIN_VALUE;
  }

  private void emit(Outgoing outgoing) {
    output.collect(new StreamRecord<>(outgoing));
  }

  // --- users ---

  @Override
  public void processElement1(StreamRecord<Message> element) throws Exception {
    if (element.getValue() instanceof Message.Happened happened) {
      counts.event();
      if (!ready) {
        hold(new Held(happened, Held.TABLES));
        beSlow();
      } else if (settings.time().sortFor().isZero()) {
        take(happened);
      } else {
        queue(happened);
      }
    } else if (element.getValue() instanceof Message.Learnt learnt) {
      Remembered user = user(learnt.user());
      campaigns.detector().onProfile(learnt.update(), learnt.time(), user.state);
      users.update(user);
    }
  }

  private Remembered user(String id) throws Exception {
    Remembered user = users.value();
    return user == null ? new Remembered(new UserState(id)) : user;
  }

  private void take(Message.Happened happened) throws Exception {
    Event event =
        catalogKey.isEmpty() ? happened.event() : catalog.enrich(happened.event(), catalogKey);
    Remembered user = user(event.user());
    user.forget(campaigns);
    results.becauseOf(happened.arrival());
    campaigns.detector().onEvent(event, user.state, results);
    user.seen(usersTime, settings.time().slack().toMillis());
    setTimer(user);
    users.update(user);
  }

  /** One timer a user: an earlier one replaces it, a later one is set when it has gone off. */
  private void setTimer(Remembered user) {
    long due = user.due(user.state.nextDeadline());
    if (due < user.timer) {
      if (user.timer != Remembered.NONE) {
        timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, user.timer);
      }
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, due);
      user.timer = due;
    }
  }

  /** Fires what is due of a user. */
  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    releaseUpTo(timer.getTimestamp());
    Remembered user = users.value();
    if (user == null) {
      return;
    }
    user.timer = Remembered.NONE;
    results.becauseOfTime();
    long now = usersTime;
    for (long next = user.state.nextDeadline();
        next != Remembered.NONE && user.due(next) <= now;
        next = user.state.nextDeadline()) {
      campaigns.detector().onTime(next, user.state, results);
    }
    setTimer(user);
    users.update(user);
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {}

  // --- events that wait ---

  private void hold(Held event) throws Exception {
    List<Held> waiting = held.value();
    if (waiting == null) {
      waiting = new ArrayList<>();
    }
    waiting.add(event);
    held.update(waiting);
    heldCount++;
  }

  /** While much is held, less comes: the tables get the time, and memory stays bounded. */
  private void beSlow() {
    if (heldCount > HELD_FREELY) {
      LockSupport.parkNanos(WAIT_NANOS);
    }
  }

  /**
   * Holds an event for stragglers: one of the present until time has come to it, an old one anew.
   */
  private void queue(Message.Happened happened) throws Exception {
    long now = usersTime;
    long time = happened.event().time();
    long until = time > now ? time : now + settings.time().sortFor().toMillis();
    hold(new Held(happened, until));
    turns.registerEventTimeTimer(VoidNamespace.INSTANCE, until);
  }

  /** Takes, in order of time, what has waited long enough, and what is older than that. */
  private void releaseUpTo(long now) throws Exception {
    List<Held> waiting = held.value();
    if (waiting == null) {
      return;
    }
    long upTo = Long.MIN_VALUE;
    for (Held event : waiting) {
      if (event.until() <= now) {
        upTo = Math.max(upTo, event.time());
      }
    }
    List<Held> turn = new ArrayList<>();
    List<Held> rest = new ArrayList<>();
    for (Held event : waiting) {
      (event.time() <= upTo ? turn : rest).add(event);
    }
    if (rest.isEmpty()) {
      held.clear();
    } else {
      held.update(rest);
    }
    heldCount -= turn.size();
    if (!settings.time().sortFor().isZero()) {
      turn.sort(Comparator.comparingLong(Held::time));
    }
    for (Held event : turn) {
      take(event.happened());
    }
  }

  /** It is some events' turn. */
  private final class Turns implements Triggerable<String, VoidNamespace> {
    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
      releaseUpTo(timer.getTimestamp());
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {}
  }

  // --- campaigns and catalogue ---

  @Override
  public void processElement2(StreamRecord<Message> element) throws Exception {
    if (element.getValue() instanceof Message.Published published) {
      campaigns.publish(published.version());
      unanswered.add(published);
      planRefresh();
    } else if (element.getValue() instanceof Message.Catalogued thing) {
      if (thing.properties().isPresent()) {
        things.put(thing.key(), thing.properties().get());
        catalog.put(new CatalogEntry(thing.key(), thing.properties().get()));
      } else {
        things.remove(thing.key());
        catalog.remove(thing.key());
      }
    }
  }

  /** Soon, but so that many publications in a row do not keep events waiting. */
  @SuppressWarnings("FutureReturnValueIgnored") // a failure of the timer fails the task
  private void planRefresh() {
    if (!refreshPlanned && ready) {
      refreshPlanned = true;
      long now = getProcessingTimeService().getCurrentProcessingTime();
      getProcessingTimeService()
          .registerTimer(
              Math.max(now, refreshedAt + REBUILD_SHARE * refreshTook), time -> refresh());
    }
  }

  private void refresh() {
    refreshPlanned = false;
    if (unanswered.isEmpty()) {
      return;
    }
    long begin = System.nanoTime();
    campaigns.refresh();
    refreshTook = (System.nanoTime() - begin) / 1_000_000;
    refreshedAt = getProcessingTimeService().getCurrentProcessingTime();
    counts.rebuilt();
    int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    for (Message.Published published : unanswered) {
      output.collect(
          APPLIED,
          new StreamRecord<>(
              new Message.Applied(published.version(), published.record(), subtask)));
    }
    unanswered.clear();
  }

  // --- time ---

  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    usersTime = mark.getTimestamp();
    proceed();
  }

  @Override
  public void processWatermark2(Watermark mark) throws Exception {
    tablesRead = mark.getTimestamp() == Long.MAX_VALUE;
    proceed();
  }

  private void proceed() throws Exception {
    if (!ready && tablesRead && usersTime > Long.MIN_VALUE) {
      ready = true;
      refresh();
      takeHeld();
    }
    if (ready) {
      processWatermark(new Watermark(usersTime));
      campaigns.forget(usersTime).forEach(counts::forget); // what was due has met its versions
    }
  }

  /** Takes what was held until everything was there. */
  private void takeHeld() throws Exception {
    getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            HELD,
            (key, state) -> {
              setCurrentKey(key);
              List<Held> waiting = state.value();
              if (waiting == null) {
                return;
              }
              state.clear();
              heldCount -= waiting.size();
              for (Held event : waiting) {
                if (event.until() != Held.TABLES) {
                  hold(event); // its turn is still to come
                } else if (settings.time().sortFor().isZero()) {
                  take(event.happened());
                } else {
                  queue(event.happened());
                }
              }
            });
  }

  /** What was published is used, and said to be, before a checkpoint takes it for done. */
  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) {
    if (ready) {
      refresh();
    }
    counts.failures(campaigns.failures());
    counts.unknownZones(campaigns.unknownZones());
  }
}
