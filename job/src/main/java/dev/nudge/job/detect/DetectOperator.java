package dev.nudge.job.detect;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.Rejection;
import dev.nudge.job.message.Message;
import dev.nudge.job.message.MessageForm;
import dev.nudge.job.message.Outgoing;
import dev.nudge.job.rejected.Guard;
import dev.nudge.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.NullUnmarked;

/**
 * The engine in Flink: messages of users on the first input, keyed by user; campaigns, catalogue,
 * watches and what campaigns have spent on the second, to all subtasks. One value and one timer a
 * user.
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
 *   <li>The user's timer is set to the earliest deadline, or to when something may be forgotten.
 * </ol>
 */
@NullUnmarked // the fields are set by Flink's life cycle, before any message
public final class DetectOperator extends AbstractStreamOperator<Outgoing>
    implements TwoInputStreamOperator<Message, Message, Outgoing>,
        Triggerable<String, VoidNamespace> {
  private static final long serialVersionUID = 1;

  /** Where it says which versions it uses. */
  public static final OutputTag<Message> APPLIED = new OutputTag<>("applied", MessageForm.TYPE);

  private final Settings settings;
  private final String catalogKey;

  private transient DetectState state;
  private transient Users users;
  private transient HeldEvents held;
  private transient Deadlines deadlines;
  private transient LiveCampaigns campaigns;
  private transient AnnouncedBudgets budgets;
  private transient CatalogState catalog;
  private transient DetectMetrics counts;
  private transient Reporting reporting;
  private transient Results results;
  private transient Shapes shapes;
  private transient Guard guard;
  private transient Duration sortFor;
  private transient ScatteredUsers scatteredUsers;
  private transient PendingPublications pending;
  private transient long usersTime;
  private transient boolean tablesRead;
  private transient boolean ready;

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
    budgets = AnnouncedBudgets.of(getRuntimeContext(), context);
    state = DetectState.open(getKeyedStateBackend(), context);
  }

  @Override
  public void open() throws Exception {
    super.open();
    deadlines =
        new Deadlines(
            getInternalTimerService("deadlines", VoidNamespaceSerializer.INSTANCE, this),
            () -> campaigns.detector().forgetting());
    InternalTimerService<VoidNamespace> turns =
        getInternalTimerService(
            "turns", VoidNamespaceSerializer.INSTANCE, new Turns(this::releaseUpTo));
    counts = new DetectMetrics(getMetricGroup());
    guard = new Guard(counts.rejections());
    shapes = new Shapes(settings);
    reporting = new Reporting(state, settings, getRuntimeContext().getTaskInfo());
    results =
        new Results(settings, counts, shapes, reporting.journal(), () -> campaigns.campaigns());
    users =
        new Users(
            HotUsers.before(state.users(), getKeyedStateBackend(), counts, settings.flink()),
            results,
            this::key,
            reporting::lost);
    sortFor = settings.sortFor();
    scatteredUsers = new ScatteredUsers(settings.topics().events(), !sortFor.isZero());
    held = new HeldEvents(state.held(), sortFor, turns, results, this::key);
    catalog = new CatalogState(state.catalog(), catalogKey, results);
    campaigns =
        new LiveCampaigns(state.campaigns(), settings.time(), reporting.funnel(), budgets, results);
    pending = new PendingPublications();
    usersTime = Long.MIN_VALUE;
    reporting.begin(getKeyedStateBackend(), campaigns.campaigns(), results);
  }

  /**
   * Does the work on one message. Where it fails, what it found until then goes out all the same,
   * for the user's state has moved on with it, and the state stays as it is, if it can be kept.
   */
  private void guarded(Guard.Work<Exception> work, Consumer<Rejection> told) throws Exception {
    users.nobody();
    Optional<Rejection> failure = guard.run(work);
    if (failure.isPresent()) {
      guard.run(() -> told.accept(failure.get()));
      Optional<Remembered> mended = users.mend();
      if (mended.isPresent()) {
        deadlines.await(mended.get(), usersTime);
        users.keep(mended.get());
      }
    }
    results.goOut(output);
  }

  private void guarded(Message message, Guard.Work<Exception> work) throws Exception {
    guarded(work, failure -> results.failed(message, failure));
  }

  private String key() {
    return (String) getCurrentKey();
  }

  @Override
  public void processElement1(StreamRecord<Message> element) throws Exception {
    Message message = element.getValue();
    if (message instanceof Message.Happened happened) {
      guarded(message, () -> happened(happened));
      if (!ready) {
        held.beSlow();
      }
    } else if (message instanceof Message.Learnt learnt) {
      guarded(message, () -> learnt(learnt));
    }
  }

  private void happened(Message.Happened happened) throws Exception {
    counts.event(happened.event().time());
    scatteredUsers.look(happened, counts);
    if (!ready) {
      held.hold(new Held(happened, Held.TABLES));
    } else if (sortFor.isZero()) {
      take(happened);
    } else {
      held.queue(happened, usersTime);
    }
  }

  private void learnt(Message.Learnt learnt) throws Exception {
    Remembered user = users.get(learnt.user());
    Optional<Rejection> refused =
        campaigns.detector().onProfile(learnt.update(), learnt.time(), user.state);
    if (refused.isPresent()) {
      results.refused(learnt, refused.get());
    } else {
      deadlines.await(user, usersTime); // a state of an older program may have no timer
      users.keep(user);
    }
  }

  private void take(Message.Happened happened) throws Exception {
    Event event = catalog.enrich(happened.event());
    Remembered user = users.get(event.user());
    user.forget(campaigns);
    results.becauseOf(happened, event, user.state);
    campaigns.detector().onEvent(event, user.state, results);
    user.seen(usersTime, settings.time().slack().toMillis());
    deadlines.await(user, usersTime);
    users.keep(user);
  }

  /** Fires what is due of a user, and forgets what has passed. */
  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    releaseUpTo(timer.getTimestamp());
    guarded(this::fireWhatIsDue, failure -> results.failed("a deadline", key(), failure));
  }

  private void fireWhatIsDue() throws Exception {
    Optional<Remembered> known = users.known();
    if (known.isEmpty()) {
      return;
    }
    Remembered user = known.get();
    user.timer = Remembered.NONE;
    results.becauseOfTime(user.state);
    long now = usersTime;
    for (long next = user.state.nextDeadline();
        next != Remembered.NONE && user.due(next) <= now;
        next = user.state.nextDeadline()) {
      user.failedAt = next; // until it has not
      campaigns.detector().onTime(next, user.state, results);
      user.failedAt = Remembered.NEVER;
    }
    if (user.forgetPast(campaigns, now)) {
      users.forget();
      counts.userForgotten();
    } else {
      deadlines.await(user, usersTime);
      users.keep(user);
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {}

  /** Takes, in order of time, what has waited long enough, and what is older than that. */
  private void releaseUpTo(long now) throws Exception {
    List<Held> turn = new ArrayList<>();
    guarded(
        () -> turn.addAll(held.turn(now)),
        failure -> results.failed("held events", key(), failure));
    for (Held event : turn) {
      guarded(event.happened(), () -> take(event.happened()));
    }
  }

  @Override
  public void processElement2(StreamRecord<Message> element) throws Exception {
    Message message = element.getValue();
    if (message instanceof Message.Published published) {
      guarded(
          message,
          () -> {
            campaigns.publish(published.version());
            pending.add(published);
          });
      planRefresh();
    } else if (message instanceof Message.Catalogued thing) {
      guarded(message, () -> catalog.change(thing));
    } else if (message instanceof Message.Spent spent) {
      budgets.take(spent);
    } else if (message instanceof Message.Watched watched) {
      long now = getProcessingTimeService().getCurrentProcessingTime();
      guarded(message, () -> reporting.watch(watched, now));
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a failure of the timer fails the task
  private void planRefresh() {
    if (ready) {
      ProcessingTimeService clock = getProcessingTimeService();
      pending
          .plan(clock.getCurrentProcessingTime())
          .ifPresent(when -> clock.registerTimer(when, time -> refresh()));
    }
  }

  private void refresh() throws Exception {
    List<Message.Published> published = pending.take();
    if (published.isEmpty()) {
      return;
    }
    long begin = System.nanoTime();
    List<Message> applied = new ArrayList<>();
    guarded(
        () -> {
          campaigns.refresh();
          List<String> warnings = scatteredUsers.warnings();
          published.forEach(one -> applied.add(campaigns.applied(one, reporting.part(), warnings)));
        },
        failure -> published.forEach(version -> results.failed(version, failure)));
    pending.used(
        getProcessingTimeService().getCurrentProcessingTime(),
        (System.nanoTime() - begin) / 1_000_000);
    counts.rebuilt();
    applied.forEach(answer -> output.collect(APPLIED, new StreamRecord<>(answer)));
  }

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
      results.goOut(output);
      tick();
    }
    if (ready) {
      processWatermark(new Watermark(usersTime));
      guard.run(
          () -> campaigns.forget(usersTime).forEach(results::forget)); // what was due has met them
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a failure of the timer fails the task
  private void tick() throws Exception {
    report();
    ProcessingTimeService clock = getProcessingTimeService();
    clock.registerTimer(clock.getCurrentProcessingTime() + Reporting.EVERY, time -> tick());
  }

  private void report() throws Exception {
    long now = getProcessingTimeService().getCurrentProcessingTime();
    guard.run(() -> reporting.tick(now, campaigns.campaigns(), usersTime, results));
    results.goOut(output);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    users.flush();
    reporting.keep();
  }

  @Override
  public void finish() throws Exception {
    super.finish();
    report();
  }

  /** Takes what was held until everything was there. */
  private void takeHeld() throws Exception {
    getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            DetectState.HELD,
            (key, events) -> {
              setCurrentKey(key);
              List<Held> all = new ArrayList<>();
              guarded(
                  () -> all.addAll(held.takeAll()),
                  failure -> results.failed("held events", key(), failure));
              for (Held event : all) {
                guarded(event.happened(), () -> goOn(event));
              }
            });
  }

  private void goOn(Held event) throws Exception {
    if (event.until() != Held.TABLES) {
      held.hold(event); // its turn is still to come
    } else if (sortFor.isZero()) {
      take(event.happened());
    } else {
      held.queue(event.happened(), usersTime);
    }
  }

  /** What was published is used, and said to be, before a checkpoint takes it for done. */
  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) throws Exception {
    if (ready) {
      refresh();
    }
    guard.run(
        () -> {
          counts.failures(shapes.addTo(campaigns.failures()));
          counts.unknownZones(campaigns.unknownZones());
        });
  }
}
