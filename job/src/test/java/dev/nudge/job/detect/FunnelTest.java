package dev.nudge.job.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.job.message.Message;
import dev.nudge.job.message.RecordId;
import dev.nudge.job.message.Version;
import dev.nudge.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The funnel is exact whatever fails and however many subtasks there are. */
final class FunnelTest {
  private static final String CART =
      """
      id: cart
      pattern:
        steps:
          - {name: looked, event: view}
          - {name: carted, event: cart}
          - {name: bought, event: buy, absent: true}
        within: 10s
      """;
  private static final Settings SETTINGS =
      DetectOperatorLawsTest.settings(Map.of("transitions", "asked"));

  /** In which people leave a step. */
  private static final List<String> WAYS =
      List.of("went_on", "stopped", "ran_out", "used_up", "crowded_out", "let_go");

  private interface Step {
    void on(Subtasks subtasks) throws Exception;
  }

  @Property(tries = 60)
  void whatReadersAddUpIsExactThroughFailuresAndOtherNumbersOfSubtasks(@ForAll long seed)
      throws Exception {
    Random random = new Random(seed);
    List<Step> steps = steps(random);
    try (Subtasks undisturbed = new Subtasks(SETTINGS, 1, false);
        Subtasks disturbed = new Subtasks(SETTINGS, 1 + random.nextInt(3), false)) {
      begin(undisturbed);
      begin(disturbed);
      Subtasks.Checkpoint last = disturbed.checkpoint();
      int at = 0;
      for (int i = 0; i < steps.size(); i++) {
        steps.get(i).on(undisturbed);
        steps.get(i).on(disturbed);
        switch (random.nextInt(8)) {
          case 0 -> {
            last = disturbed.checkpoint();
            at = i + 1;
          }
          case 1 -> disturbed.seconds(1);
          case 2 -> {
            disturbed.failAfter(last, 1 + random.nextInt(4));
            for (Step again : steps.subList(at, i + 1)) {
              again.on(disturbed);
            }
          }
          default -> {}
        }
      }
      undisturbed.seconds(2);
      disturbed.seconds(2);

      FunnelSums expected = FunnelSums.of(undisturbed.funnel());
      assertThat(FunnelSums.of(disturbed.funnel()).all()).isEqualTo(expected.all());
      assertThat(expected.all()).isNotEmpty();

      undisturbed.time(Long.MAX_VALUE - 1);
      undisturbed.seconds(1);
      disturbed.time(Long.MAX_VALUE - 1);
      disturbed.seconds(1);
      Map<String, Long> atTheEnd = FunnelSums.of(disturbed.funnel()).all();
      for (String step : List.of("cart looked ", "cart carted ")) {
        long left = 0;
        for (String way : WAYS) {
          left += atTheEnd.getOrDefault(step + way, 0L);
        }
        assertThat(atTheEnd.getOrDefault(step + "came", 0L)).as(step).isEqualTo(left);
      }
      assertThat(atTheEnd)
          .isEqualTo(FunnelSums.of(undisturbed.funnel()).all())
          .doesNotContainKeys("cart looked waiting", "cart carted waiting");
    }
  }

  @Test
  void whoWaitsIsToldOnceASecondAndNoTransitionIsMade() throws Exception {
    try (Subtasks subtasks = new Subtasks(SETTINGS, 2, false)) {
      begin(subtasks);
      subtasks.seconds(1);
      int before = subtasks.funnel().size();
      for (int i = 0; i < 5; i++) {
        subtasks.take(event("ann", "view", i, 1_000 + i));
      }
      assertThat(subtasks.funnel()).hasSize(before);
      subtasks.seconds(1);

      assertThat(subtasks.funnel()).hasSize(before + 1);
      assertThat(FunnelSums.of(subtasks.funnel()).all())
          .containsEntry("cart looked entered", 5L)
          .containsEntry("cart looked waiting", 1L);
      subtasks.seconds(5);
      assertThat(subtasks.funnel()).as("nothing has changed").hasSize(before + 1);
      assertThat(subtasks.out()).isEmpty();
    }
  }

  @Test
  void nobodyWaitsInACampaignThatHasEndedOrInStepsThatWereEditedAway() throws Exception {
    try (Subtasks subtasks = new Subtasks(SETTINGS, 2, false)) {
      begin(subtasks);
      subtasks.take(event("ann", "view", 1, 1_000));
      subtasks.take(event("bob", "view", 2, 1_000));
      subtasks.seconds(1);
      assertThat(FunnelSums.of(subtasks.funnel()).all()).containsEntry("cart looked waiting", 2L);

      subtasks.tell(version(CART.replace("10s", "20s"), 2, Version.State.ACTIVE, 2_000));
      subtasks.time(2_000);
      subtasks.take(event("ann", "view", 3, 2_000));
      subtasks.seconds(1);
      assertThat(FunnelSums.of(subtasks.funnel()).all())
          .containsEntry("cart looked waiting", 1L)
          .containsEntry("cart looked let_go", 2L)
          .containsEntry("cart looked came", 3L)
          .containsEntry("cart looked entered", 3L);

      subtasks.tell(version(CART, 3, Version.State.ENDED, 3_000));
      subtasks.time(3_000);
      subtasks.seconds(1);
      assertThat(FunnelSums.of(subtasks.funnel()).all())
          .doesNotContainKey("cart looked waiting")
          .containsEntry("cart looked let_go", 3L)
          .containsEntry("cart looked came", 3L)
          .containsEntry("cart looked entered", 3L);
    }
  }

  @Test
  void ofOneWhomSomebodyWatchesEachMoveIsWrittenUntilTheEnd() throws Exception {
    try (Subtasks subtasks = new Subtasks(SETTINGS, 2, false)) {
      begin(subtasks);
      subtasks.tell(new Message.Watched("user:ann", subtasks.clock() + 2_000_000));
      subtasks.take(event("ann", "view", 1, 1_000));
      subtasks.take(event("bob", "view", 2, 1_000));
      assertThat(subtasks.out()).hasSize(1).first().asString().contains("\"user\":\"ann\"");

      subtasks.restart(1);
      subtasks.take(event("ann", "view", 3, 1_100));
      assertThat(subtasks.out()).as("a request outlives a restart").hasSize(2);

      subtasks.seconds(3_000);
      subtasks.take(event("ann", "view", 4, 1_200));
      assertThat(subtasks.out()).as("it ends by itself").hasSize(2);
    }
  }

  @Test
  void aCampaignIsWatchedUntilNobodyAsks() throws Exception {
    try (Subtasks subtasks = new Subtasks(SETTINGS, 1, false)) {
      begin(subtasks);
      subtasks.tell(new Message.Watched("campaign:cart", Long.MAX_VALUE));
      subtasks.take(event("ann", "view", 1, 1_000));
      subtasks.tell(new Message.Watched("campaign:cart", Long.MIN_VALUE));
      subtasks.take(event("ann", "view", 2, 1_001));

      assertThat(subtasks.out()).hasSize(1);
    }
  }

  @Test
  void whoAsksForAllGetsASampleASecond() throws Exception {
    try (Subtasks subtasks = new Subtasks(SETTINGS, 1, false)) {
      begin(subtasks);
      subtasks.tell(new Message.Watched("all", Long.MAX_VALUE));
      for (int i = 0; i < 3 * Journal.SAMPLE; i++) {
        subtasks.take(event("u" + i, "view", i, 1_000));
      }
      assertThat(subtasks.out()).hasSize(Journal.SAMPLE);
      subtasks.seconds(1);
      subtasks.take(event("next", "view", 1, 1_000));
      assertThat(subtasks.out()).hasSize(Journal.SAMPLE + 1);
    }
  }

  @Test
  void theMovesOfACampaignWithAJournalAreWrittenUnlessNoneAreWanted() throws Exception {
    String told = CART + "journal: {entered: \"in ${state}\"}\n";
    for (String setting : List.of("asked", "none")) {
      Settings settings = DetectOperatorLawsTest.settings(Map.of("transitions", setting));
      try (Subtasks subtasks = new Subtasks(settings, 1, false)) {
        begin(subtasks);
        subtasks.tell(version(told, 2, Version.State.ACTIVE, 500));
        subtasks.take(event("ann", "view", 1, 1_000));

        assertThat(subtasks.out()).hasSize(setting.equals("asked") ? 1 : 0);
      }
    }
  }

  private static void begin(Subtasks subtasks) throws Exception {
    subtasks.tablesRead();
    subtasks.time(0);
    subtasks.tell(version(CART, 1, Version.State.ACTIVE, 0));
  }

  private static List<Step> steps(Random random) {
    List<Step> steps = new ArrayList<>();
    long time = 0;
    for (int i = 0; i < 60; i++) {
      time += random.nextInt(2_000);
      if (random.nextInt(6) == 0) {
        long now = time;
        steps.add(subtasks -> subtasks.time(now));
      } else {
        String type = List.of("view", "cart", "buy").get(random.nextInt(3));
        Message event = event("u" + random.nextInt(5), type, i, time);
        steps.add(subtasks -> subtasks.take(event));
      }
    }
    return steps;
  }

  private static Message event(String user, String type, int number, long time) {
    return new Message.Happened(new Event("e" + number, user, type, time, Properties.EMPTY), time);
  }

  private static Message version(String text, int number, Version.State state, long publishedAt) {
    return new Message.Published(
        new Version("cart", number, state, publishedAt, text, "", 1, publishedAt),
        new RecordId(0, number));
  }
}
