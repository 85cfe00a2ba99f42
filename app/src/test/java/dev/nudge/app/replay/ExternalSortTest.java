package dev.nudge.app.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ExternalSortTest {
  /** The sum of keys is what matters; {@code number} tells records of equal keys apart. */
  private record Item(long time, String user, int number) {}

  @Property(tries = 200)
  void sortsLikeTheListWhateverFitsInMemory(
      @ForAll @Size(max = 300) List<@IntRange(min = -5, max = 5) Integer> times,
      @ForAll @IntRange(min = 1, max = 40_000) int budget)
      throws IOException {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < times.size(); i++) {
      items.add(new Item(times.get(i), "u" + i % 3, i));
    }

    List<String> sorted = sorted(items, budget);

    assertThat(sorted)
        .isEqualTo(
            items.stream()
                .sorted(Comparator.comparing(Item::time).thenComparing(Item::user))
                .map(Item::toString)
                .toList());
  }

  @Test
  void mergesMoreRunsThanItMayHaveFilesOpen() throws IOException {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      items.add(new Item(i * 7919L % 1_000, "u", i));
    }
    // A budget of one byte: every record is a run of its own, merged over three levels.
    assertThat(sorted(items, 1))
        .isEqualTo(
            items.stream()
                .sorted(Comparator.comparing(Item::time))
                .map(Item::toString)
                .toList());
  }

  @Property
  void keysSortAsTheirValuesDo(
      @ForAll long time1, @ForAll String user1, @ForAll long time2, @ForAll String user2) {
    int expected =
        time1 != time2
            ? Long.compare(time1, time2)
            : java.util.Arrays.compareUnsigned(user1.getBytes(UTF_8), user2.getBytes(UTF_8));
    byte[] key1 = new SortKey().add(time1).add(user1).add("z").take();
    byte[] key2 = new SortKey().add(time2).add(user2).add("z").take();

    assertThat(Integer.signum(java.util.Arrays.compareUnsigned(key1, key2)))
        .isEqualTo(Integer.signum(expected));
  }

  private static List<String> sorted(List<Item> items, long budget) throws IOException {
    List<String> sorted = new ArrayList<>();
    try (ExternalSort sort = new ExternalSort(budget)) {
      SortKey key = new SortKey();
      for (Item item : items) {
        sort.add(key.add(item.time).add(item.user).take(), item.toString().getBytes(UTF_8));
      }
      ExternalSort.Sorted records = sort.sorted();
      for (byte[] value = records.next(); value != null; value = records.next()) {
        sorted.add(new String(value, UTF_8));
      }
    }
    return sorted;
  }
}
