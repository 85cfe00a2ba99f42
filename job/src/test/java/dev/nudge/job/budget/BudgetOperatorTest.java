package dev.nudge.job.budget;

import static dev.nudge.settings.Settings.Delivery.AT_LEAST_ONCE;
import static dev.nudge.settings.Settings.Delivery.EXACTLY_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.firing.CampaignBudget;
import dev.nudge.job.message.Claim;
import dev.nudge.job.message.Message;
import dev.nudge.job.message.Outgoing;
import dev.nudge.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** A ledger in Flink's harness: never more than the budget, and all of it while somebody asks. */
class BudgetOperatorTest {
  private static final long UNIT = CampaignBudget.UNIT;

  private static KeyedOneInputStreamOperatorTestHarness<String, Claim, Outgoing> ledger(
      Settings.Delivery delivery) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new BudgetOperator(settings(delivery)), Claim::campaign, BasicTypeInfo.STRING_TYPE_INFO);
  }

  private static Settings settings(Settings.Delivery delivery) {
    Settings usual = Settings.defaults();
    return new Settings(
        usual.kafka(),
        usual.topics(),
        usual.time(),
        usual.enrichment(),
        delivery,
        usual.transitions(),
        usual.flink(),
        usual.local(),
        usual.console(),
        usual.customer(),
        usual.connect(),
        usual.channels());
  }

  private static Claim claim(String campaign, String id, long total, long perDay, long cost) {
    CampaignBudget budget =
        new CampaignBudget(OptionalLong.of(total), OptionalLong.of(perDay), null);
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    return new Claim(
        campaign,
        budget,
        cost,
        20_000,
        new Outgoing(Outgoing.Kind.TRIGGER, "nudge.triggers", "u", bytes),
        new Outgoing(Outgoing.Kind.WITHHELD, "nudge.withheld", "u", bytes));
  }

  private static List<String> told(List<Outgoing> out) {
    return out.stream()
        .map(each -> each.kind() + " " + text(each).replaceAll(",\"run\":\"[^\"]+\"", ""))
        .toList();
  }

  @Test
  void whatIsSpentIsToldEachSecondAndAtOnceWhenNothingIsLeft() throws Exception {
    try (var ledger = ledger(EXACTLY_ONCE)) {
      ledger.open();
      ledger.processElement(new StreamRecord<>(claim("c", "1", 3 * UNIT, 2 * UNIT, UNIT)));
      assertThat(told(ledger.extractOutputValues())).containsExactly("TRIGGER 1");
      ledger.setProcessingTime(1_000);
      ledger.processElement(new StreamRecord<>(claim("c", "2", 3 * UNIT, 2 * UNIT, UNIT)));
      ledger.processElement(new StreamRecord<>(claim("c", "3", 3 * UNIT, 2 * UNIT, UNIT)));

      assertThat(told(ledger.extractOutputValues()))
          .containsExactly(
              "TRIGGER 1",
              "BUDGET {\"campaign\":\"c\",\"spent\":1.0,\"day\":\"2024-10-04\",\"spent_on_day\":1.0}",
              "BUDGET {\"campaign\":\"c\",\"spent\":2.0,\"day\":\"2024-10-04\",\"spent_on_day\":2.0}",
              "TRIGGER 2",
              "BUDGET {\"campaign\":\"c\",\"spent\":2.0,\"day\":\"2024-10-04\",\"spent_on_day\":2.0}",
              "WITHHELD 3");
    }
  }

  @Test
  void aRecordIsReadAsItWasTold() {
    assertThat(
            BudgetRecords.read(
                "{\"campaign\":\"c\",\"spent\":12.5,\"day\":\"2024-10-04\",\"spent_on_day\":0.1,"
                    + "\"run\":\"r\"}"))
        .contains(new Message.Spent("r", "c", 12_500_000, 20_000, 100_000));
    assertThat(BudgetRecords.read("{\"campaign\":\"c\",\"spent\":12.5}")).isEmpty();
    assertThat(
            BudgetRecords.read(
                "{\"campaign\":\"c\",\"spent\":1,\"day\":\"x\",\"spent_on_day\":1,\"run\":\"r\"}"))
        .isEmpty();
    assertThat(BudgetRecords.read("no JSON")).isEmpty();
  }

  @Test
  void afterARestartWhatWasSpentIsToldAgain() throws Exception {
    OperatorSubtaskState kept;
    try (var ledger = ledger(EXACTLY_ONCE)) {
      ledger.open();
      ledger.processElement(new StreamRecord<>(claim("c", "1", 3 * UNIT, 2 * UNIT, UNIT)));
      kept = ledger.snapshot(1, 1);
    }
    try (var ledger = ledger(EXACTLY_ONCE)) {
      ledger.initializeState(kept);
      ledger.open();
      ledger.setProcessingTime(1_000);
      assertThat(told(ledger.extractOutputValues()))
          .containsExactly(
              "BUDGET {\"campaign\":\"c\",\"spent\":1.0,\"day\":\"2024-10-04\",\"spent_on_day\":1.0}");
    }
  }

  @Test
  void withoutTransactionsADecisionGoesOutWhenACheckpointHoldsIt() throws Exception {
    OperatorSubtaskState kept;
    try (var ledger = ledger(AT_LEAST_ONCE)) {
      ledger.open();
      ledger.processElement(new StreamRecord<>(claim("c", "1", 3 * UNIT, 9 * UNIT, UNIT)));
      ledger.snapshot(1, 1);
      ledger.processElement(new StreamRecord<>(claim("c", "2", 3 * UNIT, 9 * UNIT, UNIT)));
      kept = ledger.snapshot(2, 2);
      assertThat(ledger.extractOutputValues()).isEmpty();
      ledger.notifyOfCompletedCheckpoint(1);
      assertThat(told(ledger.extractOutputValues())).containsExactly("TRIGGER 1");
      ledger.notifyOfCompletedCheckpoint(2);
      assertThat(told(ledger.extractOutputValues())).containsExactly("TRIGGER 1", "TRIGGER 2");
    }
    try (var ledger = ledger(AT_LEAST_ONCE)) {
      ledger.initializeState(kept);
      ledger.open();
      assertThat(told(ledger.extractOutputValues())).containsExactly("TRIGGER 1", "TRIGGER 2");
    }
  }

  /**
   * With transactions, failures bring state and output back to the last checkpoint together;
   * without, what went out stays. Claims come again, in another order.
   */
  @Property(tries = 60)
  void neverMoreThanTheBudgetAndAllOfItWhateverFails(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    Settings.Delivery delivery = random.nextBoolean() ? EXACTLY_ONCE : AT_LEAST_ONCE;
    Map<String, Long> totals = new HashMap<>();
    List<Claim> claims = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      String campaign = "c" + random.nextInt(3);
      long total = totals.computeIfAbsent(campaign, id -> UNIT * (1 + random.nextInt(30)));
      claims.add(claim(campaign, Integer.toString(i), total, 1_000 * UNIT, UNIT));
    }
    List<Outgoing> readable = new ArrayList<>();
    OperatorSubtaskState kept = null;
    int from = 0;
    int checkpoint = 0;
    while (from < claims.size()) {
      try (var ledger = ledger(delivery)) {
        if (kept != null) {
          ledger.initializeState(kept);
        }
        ledger.open();
        Collections.shuffle(claims.subList(from, claims.size()), random);
        int taken = 0;
        int at = from;
        for (int life = random.nextInt(60); life >= 0 && at < claims.size(); life--) {
          ledger.processElement(new StreamRecord<>(claims.get(at++)));
          if (random.nextInt(10) == 0 || at == claims.size()) {
            kept = ledger.snapshot(++checkpoint, checkpoint);
            from = at;
            if (delivery == EXACTLY_ONCE) {
              List<Outgoing> out = ledger.extractOutputValues();
              readable.addAll(out.subList(taken, out.size()));
              taken = out.size();
            } else if (random.nextInt(3) > 0 || at == claims.size()) {
              ledger.notifyOfCompletedCheckpoint(checkpoint);
            }
          }
        }
        if (delivery == AT_LEAST_ONCE) {
          readable.addAll(ledger.extractOutputValues());
        }
      }
    }

    Map<String, Set<String>> fired = new HashMap<>();
    Map<String, Long> asked = new HashMap<>();
    Map<String, String> campaigns = new HashMap<>();
    for (Claim claim : claims) {
      asked.merge(claim.campaign(), 1L, Long::sum);
      campaigns.put(text(claim.fired()), claim.campaign());
    }
    for (Outgoing out : readable) {
      if (out.kind() == Outgoing.Kind.TRIGGER) {
        fired.computeIfAbsent(campaigns.get(text(out)), id -> new HashSet<>()).add(text(out));
      }
    }
    asked.forEach(
        (campaign, demand) ->
            assertThat((long) fired.get(campaign).size())
                .isEqualTo(Math.min(demand, totals.get(campaign) / UNIT)));
  }

  private static String text(Outgoing outgoing) {
    return new String(outgoing.value(), StandardCharsets.UTF_8);
  }
}
