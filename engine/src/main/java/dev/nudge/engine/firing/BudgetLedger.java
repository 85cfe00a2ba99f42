package dev.nudge.engine.firing;

import java.util.HashMap;
import java.util.Map;

/** Counts what is spent by all whom it serves, exactly; for one thread. */
public final class BudgetLedger implements Budgets {
  private final Map<String, Spending> spent = new HashMap<>();

  @Override
  public boolean allows(String campaign, CampaignBudget budget, long cost, long day) {
    return cost <= budget.left(spent.getOrDefault(campaign, new Spending()), day);
  }

  @Override
  public void spend(String campaign, long cost, long day) {
    spent.computeIfAbsent(campaign, id -> new Spending()).add(cost, day);
  }
}
