package dev.nudge.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VisitorsTest {
  private static final long NOON = 1_800_000_000_000L;
  private static final long MINUTE = 60_000;

  private final Visitors visitors = new Visitors();

  @Test
  void aVisitorCountsOnceHoweverManyClicksAndUntilAQuarterOfAnHourHasPassed() {
    click("ann", "s1", "shoes", NOON);
    click("ann", "s1", "shoes", NOON + MINUTE);
    click("bob", "s2", "clothing", NOON + 5 * MINUTE);
    assertThat(visitors.panels(NOON + 5 * MINUTE))
        .satisfies(
            panels -> {
              assertThat(panels.visitors15m()).isEqualTo(2);
              assertThat(panels.visitingNow()).isEqualTo(1);
              assertThat(panels.sessions8h()).isEqualTo(2);
              assertThat(panels.categories())
                  .containsExactly(new Popular.Count("shoes", 2), new Popular.Count("clothing", 1));
              assertThat(panels.latestVisitors())
                  .extracting(Visitors.LatestVisitor::user)
                  .containsExactly("bob", "ann");
              assertThat(panels.atLeast()).isFalse();
            });
    assertThat(visitors.panels(NOON + 17 * MINUTE).visitors15m()).isEqualTo(1);
    assertThat(visitors.panels(NOON + 17 * MINUTE).sessions8h()).isEqualTo(2);
    assertThat(visitors.panels(NOON + 62 * MINUTE).categories())
        .containsExactly(new Popular.Count("clothing", 1));
  }

  @Test
  void partitionsThatAreReadOneAfterTheOtherGiveTheSameNumbers() {
    click("ann", "s1", "shoes", NOON + 10 * MINUTE);
    click("bob", "s2", "shoes", NOON);
    click("cid", "s3", "shoes", NOON - 20 * MINUTE);
    click("bob", "s2", "shoes", NOON - 20 * MINUTE);
    Visitors.Panels panels = visitors.panels(NOON + 10 * MINUTE);
    assertThat(panels.visitors15m()).isEqualTo(2);
    assertThat(panels.sessions8h()).isEqualTo(3);
    assertThat(panels.categories()).containsExactly(new Popular.Count("shoes", 4));
  }

  @Test
  void beyondTheBoundNewcomersAreNotCountedAndThatIsSaid() {
    Present present = new Present(15, 2);
    present.seen("a", NOON);
    present.seen("b", NOON);
    assertThat(present.isFull()).isFalse();
    present.seen("c", NOON);
    assertThat(present.within(15, NOON)).isEqualTo(2);
    assertThat(present.isFull()).isTrue();
    present.seen("d", NOON + 20 * MINUTE);
    assertThat(present.within(15, NOON + 20 * MINUTE)).isEqualTo(1);
    assertThat(present.isFull()).isFalse();
  }

  private void click(String user, String session, String category, long time) {
    visitors.seen(
        new Event(
            user + time,
            user,
            "view",
            time,
            Properties.of(Map.of("session", session, "category", category, "product_id", "p1"))),
        time);
  }
}
