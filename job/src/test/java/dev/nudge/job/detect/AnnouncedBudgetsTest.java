package dev.nudge.job.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.firing.CampaignBudget;
import dev.nudge.job.message.Message;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AnnouncedBudgetsTest {
  private static final CampaignBudget BUDGET =
      new CampaignBudget(OptionalLong.of(100), OptionalLong.of(10), null);

  private final AnnouncedBudgets budgets = new AnnouncedBudgets("this");

  @Test
  void whatTheLedgerToldOfThisRunHoldsByDayAndInAll() {
    assertThat(budgets.allows("c", BUDGET, 10, 1)).isTrue();
    budgets.take(new Message.Spent("this", "c", 10, 1, 10));
    assertThat(budgets.allows("c", BUDGET, 1, 1)).isFalse();
    assertThat(budgets.allows("c", BUDGET, 1, 2)).isTrue();
    budgets.take(new Message.Spent("this", "c", 99, 2, 0));
    assertThat(budgets.allows("c", BUDGET, 1, 2)).isTrue();
    assertThat(budgets.allows("c", BUDGET, 2, 2)).isFalse();
  }

  /** It is read again after a restart, and what it told was taken back. */
  @Test
  void whatWasToldInAnotherRunKeepsNothingFromAskingTheLedger() {
    budgets.take(new Message.Spent("before", "c", 100, 1, 10));
    assertThat(budgets.allows("c", BUDGET, 10, 1)).isTrue();
  }
}
