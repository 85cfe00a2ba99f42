package dev.nudge.app.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalSortTest {
  private record Item(long key, String tie, String text) {}

  @Property(tries = 60)
  void sortsAsMemoryWouldWhateverFitsIt(
      @ForAll @IntRange(max = 2_000) int size,
      @ForAll @IntRange(min = 200, max = 20_000) int memory,
      @ForAll long seed)
      throws IOException {
    Path directory = Files.createTempDirectory("sort");
    Random random = new Random(seed);
    List<Item> items = new ArrayList<>();
    try (ExternalSort sort = new ExternalSort(directory, memory)) {
      for (int i = 0; i < size; i++) {
        long key = random.nextInt(10) == 0 ? random.nextLong() : random.nextInt(20);
        Item item = new Item(key, "t" + random.nextInt(3), "item " + i);
        items.add(item);
        sort.add(item.key(), bytes(item.tie()), bytes(item.text()));
      }
      items.sort(Comparator.comparingLong(Item::key).thenComparing(Item::tie));
      List<String> sorted = new ArrayList<>();
      ExternalSort.Cursor cursor = sort.sorted();
      while (cursor.next()) {
        sorted.add(cursor.key() + " " + new String(cursor.record(), StandardCharsets.UTF_8));
      }
      assertThat(sorted)
          .isEqualTo(items.stream().map(item -> item.key() + " " + item.text()).toList());
      assertThat(sort.files()).isLessThan(2 * ExternalSort.FAN_IN);
    }
    Files.delete(directory);
  }

  @Test
  void leavesNothingBehind(@TempDir Path directory) throws IOException {
    ExternalSort sort = new ExternalSort(directory, 100);
    for (int i = 0; i < 1_000; i++) {
      sort.add(-i, new byte[0], new byte[10]);
    }
    assertThat(sort.files()).isPositive();
    sort.close();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void tiesAreComparedAsUnsignedBytes(@TempDir Path directory) throws IOException {
    try (ExternalSort sort = new ExternalSort(directory, 1_000)) {
      sort.add(1, bytes("é"), bytes("second"));
      sort.add(1, bytes("z"), bytes("first"));
      ExternalSort.Cursor cursor = sort.sorted();
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.record()).isEqualTo(bytes("first"));
    }
  }

  private static byte[] bytes(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(utf8, utf8.length);
  }
}
