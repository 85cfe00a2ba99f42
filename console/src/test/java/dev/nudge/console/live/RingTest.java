package dev.nudge.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.live.Positions.Place;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RingTest {
  private static final Place PLACE = new Place(Kind.TRIGGER, 0);

  @Test
  void whoIsTooSlowIsToldSoAndWhereTheRingBegins() throws InterruptedException {
    Ring ring = new Ring(3, 1_000);
    ring.begin(Map.of(PLACE, 10L));
    ring.add(List.of(line(10), line(11)));
    assertThat(ring.read(0, 10, 0).lines()).extracting(Line::offset).containsExactly(10L, 11L);
    ring.add(List.of(line(12), line(13)));
    assertThat(ring.read(0, 10, 0).gone()).isTrue();
    assertThat(ring.bounds().from().next()).containsEntry(PLACE, 11L);
    assertThat(ring.bounds().to().next()).containsEntry(PLACE, 14L);
    assertThat(ring.read(2, 10, 0).lines()).extracting(Line::offset).containsExactly(12L, 13L);
    assertThat(ring.read(4, 10, 1).lines()).isEmpty();
  }

  @Test
  void itIsBoundedByBytesToo() {
    Ring ring = new Ring(100, 10);
    ring.begin(Map.of(PLACE, 0L));
    for (int i = 0; i < 10; i++) {
      ring.add(List.of(line(i))); // of four bytes
    }
    assertThat(ring.latest()).extracting(Line::offset).containsExactly(9L, 8L);
  }

  @Test
  void readingThatBeginsAnewGoesOnWhereItWas() {
    Ring ring = new Ring(100, 1_000);
    assertThat(ring.begin(Map.of(PLACE, 5L))).containsEntry(PLACE, 5L);
    ring.add(List.of(line(5), line(6)));
    Place added = new Place(Kind.TRIGGER, 1);
    assertThat(ring.begin(Map.of(PLACE, 100L, added, 3L)))
        .containsEntry(PLACE, 7L)
        .containsEntry(added, 3L);
  }

  private static Line line(long offset) {
    return new Line(Kind.TRIGGER, PLACE, offset, 0, "c", "u", new byte[] {'{', ' ', ' ', '}'});
  }
}
