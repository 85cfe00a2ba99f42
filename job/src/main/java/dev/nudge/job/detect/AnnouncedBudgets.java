package dev.nudge.job.detect;

import dev.nudge.engine.firing.Budgets;
import dev.nudge.engine.firing.CampaignBudget;
import dev.nudge.engine.firing.Spending;
import dev.nudge.job.message.JobRun;
import dev.nudge.job.message.Message;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.runtime.state.StateInitializationContext;

/**
 * What campaigns have spent, as far as the ledger has told: an offer that it would refuse does not
 * take the place of another. Where nothing was told yet, everything is allowed, and the ledger
 * decides.
 */
final class AnnouncedBudgets implements Budgets {
  private final String run;
  private final Map<String, Spending> told = new HashMap<>();

  /** Nothing was told in this run of the job. */
  AnnouncedBudgets(String run) {
    this.run = run;
  }

  /** Nothing was told in the run of the job in which this task is. */
  static AnnouncedBudgets of(RuntimeContext task, StateInitializationContext start) {
    return new AnnouncedBudgets(JobRun.of(task, start.getRestoredCheckpointId()));
  }

  /** The ledger tells something; what it told in another run says nothing of this one. */
  void take(Message.Spent spent) {
    if (!spent.run().equals(run)) {
      return;
    }
    told.computeIfAbsent(spent.campaign(), id -> new Spending())
        .learn(spent.total(), spent.onDay(), spent.day());
  }

  @Override
  public boolean allows(String campaign, CampaignBudget budget, long cost, long day) {
    Spending spent = told.get(campaign);
    return spent == null || cost <= budget.left(spent, day);
  }

  /** The ledger counts. */
  @Override
  public void spend(String campaign, long cost, long day) {}
}
