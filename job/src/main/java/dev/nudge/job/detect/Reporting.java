package dev.nudge.job.detect;

import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.UserState;
import dev.nudge.engine.funnel.Funnel;
import dev.nudge.job.message.Message;
import dev.nudge.settings.Settings;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * What is told beside triggers: transitions of whom somebody asks for, as they happen, and the
 * funnel, once a second.
 */
final class Reporting {
  /** How often the funnel is told, where it has changed, and requests end, in milliseconds. */
  static final long EVERY = 1_000;

  private static final byte COUNTED = 1;

  private final DetectState state;
  private final Watches watches;
  private final Journal journal;
  private final FunnelRecords records;

  /** What the state holds of requests; of the funnel nothing yet. */
  Reporting(DetectState state, Settings settings, TaskInfo task) throws Exception {
    this.state = state;
    watches = new Watches(state.watches());
    journal = new Journal(settings.transitions(), watches);
    records =
        new FunnelRecords(
            settings.topics().funnel(),
            task.getIndexOfThisSubtask(),
            task.getNumberOfParallelSubtasks());
  }

  /** The number of the subtask, whose part of the funnel this is. */
  int part() {
    return records.part();
  }

  /** Which moves are written. */
  Journal journal() {
    return journal;
  }

  /** What is counted, to be counted into. */
  Funnel funnel() {
    return records.funnel();
  }

  /**
   * Takes over what the state holds of the funnel. Where it is older than the funnel, where users
   * stand is counted, once.
   */
  <K> void begin(KeyedStateBackend<K> users, CampaignSet campaigns, Results results)
      throws Exception {
    records.take(state.funnel().get(), results);
    if (state.restored() && !state.counted().get().iterator().hasNext()) {
      users.applyToAllKeys(
          VoidNamespace.INSTANCE,
          VoidNamespaceSerializer.INSTANCE,
          DetectState.USERS,
          (key, user) ->
              user.value()
                  .value()
                  .ifPresent(known -> campaigns.countStanding(known.state, records.funnel())));
    }
  }

  /** A user is given up. */
  void lost(UserState user) {
    CampaignSet.uncount(user, records.funnel());
  }

  /** Somebody asks for transitions, or no longer. */
  void watch(Message.Watched watched, long now) throws Exception {
    watches.take(watched, now);
  }

  /**
   * Another second begins: tells what has changed of the funnel.
   *
   * @param now the wall clock
   * @param time that of the stream
   */
  void tick(long now, CampaignSet campaigns, long time, Results results) throws Exception {
    journal.tick();
    watches.pass(now);
    records.news(pattern -> campaigns.goesOn(pattern, time)).forEach(results::funnel);
  }

  /** Keeps the funnel for a checkpoint. */
  void keep() throws Exception {
    state.funnel().update(records.kept());
    state.counted().update(List.of(COUNTED));
  }
}
