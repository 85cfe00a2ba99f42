package dev.nudge.app.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every line of the table of hostile input in docs/operations.md, one after the other, against one
 * {@code nudge up}. After each, events of others fire within two seconds ({@link Patience} on a
 * busy machine) and the job is the one that ran before. Topics get all of it once more, after which
 * the heap is what it was: what is kept of it is bounded. A system that a line has killed is
 * replaced, so that the lines after it are judged too.
 */
@Tag("slow")
final class HostileTest {
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Path REPORT = Path.of("target", "hostile.txt");

  /** Ways whose rows can be told twice. */
  private static final List<Way> AGAIN = List.of(Way.EVENTS, Way.PROFILES, Way.CATALOG);

  /** Of the heap after a collection. */
  private static final double MORE_HEAP = 1.1;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private static Path folder;

  private static final List<Duration> CANARIES = new ArrayList<>();
  private static Victim victim;
  private static int systems;
  private static double restarts;
  private static long heap;
  private static int passed;
  private static int failed;

  @BeforeAll
  static void start() throws Exception {
    Files.deleteIfExists(REPORT);
    begin();
  }

  @AfterAll
  static void report() throws Exception {
    if (victim != null) {
      victim.close();
    }
    List<Duration> sorted = CANARIES.stream().sorted().toList();
    if (!sorted.isEmpty()) {
      say(
          "canaries: median %d ms, largest %d ms",
          sorted.get(sorted.size() / 2).toMillis(), sorted.get(sorted.size() - 1).toMillis());
    }
    say("%d passed, %d failed", passed, failed);
  }

  @TestFactory
  Stream<DynamicNode> nothingThatArrivesStopsIt() {
    List<Row> rows = HostileTable.rows();
    return Stream.concat(
        Stream.of(Way.values()).map(way -> group(way, rows)), Stream.of(onceMore(rows)));
  }

  private static DynamicNode group(Way way, List<Row> rows) {
    return DynamicContainer.dynamicContainer(way.words(), rows(way, rows));
  }

  private static Stream<DynamicNode> rows(Way way, List<Row> rows) {
    return rows.stream()
        .filter(row -> row.way() == way)
        .map(row -> DynamicTest.dynamicTest(row.input(), () -> judge(way, row.input(), row)));
  }

  private static DynamicNode onceMore(List<Row> rows) {
    Way last = AGAIN.get(AGAIN.size() - 1);
    DynamicNode before = DynamicTest.dynamicTest("the heap", () -> heap = victim.heap());
    DynamicNode after =
        DynamicTest.dynamicTest(
            "the heap afterwards",
            () -> judge(last, "the heap, all of it once more", HostileTest::flat));
    return DynamicContainer.dynamicContainer(
        "topics once more",
        Stream.concat(
            Stream.concat(Stream.of(before), AGAIN.stream().flatMap(way -> rows(way, rows))),
            Stream.of(after)));
  }

  private static void judge(Way way, String input, Row row) throws Exception {
    judge(
        way,
        input,
        () -> {
          AssertionError wrong = null;
          try {
            row.attack().on(victim);
          } catch (AssertionError | Exception e) {
            wrong = new AssertionError(e.toString(), e);
          }
          alive();
          if (wrong != null) {
            throw wrong;
          }
        });
  }

  private interface Judgement {
    void make() throws Exception;
  }

  private static void judge(Way way, String input, Judgement judgement) throws Exception {
    long from = System.nanoTime();
    try {
      judgement.make();
      passed++;
      say("ok    %-11s %s (%d ms)", way, input, (System.nanoTime() - from) / 1_000_000);
    } catch (AssertionError | Exception e) {
      failed++;
      say("FAIL  %-11s %s: %s", way, input, firstLine(e));
      throw e;
    }
  }

  /**
   * Others' events fire soon, and the job was not started anew; otherwise another system begins.
   */
  private static void alive() throws Exception {
    try {
      assertThat(victim.isAlive()).as("the process lives").isTrue();
      Duration limit = Patience.of(SOON);
      Duration canary = victim.canary();
      CANARIES.add(canary);
      double now = victim.restarts();
      double before = restarts;
      restarts = now;
      assertThat(now).as("restarts of the job").isEqualTo(before);
      assertThat(canary).as("until the canary fired").isLessThan(limit);
      assertThat(victim.console().health()).isLessThan(limit);
    } catch (AssertionError | Exception e) {
      if (!victim.isAlive() || !sings()) {
        say("      the system is dead, another one begins");
        victim.close();
        begin();
      }
      throw e;
    }
  }

  private static boolean sings() {
    try {
      victim.canary();
      return true;
    } catch (AssertionError | Exception e) {
      return false;
    }
  }

  private static void flat() throws Exception {
    long now = victim.heap();
    say("      heap %d MiB, before %d MiB", now >> 20, heap >> 20);
    assertThat(now).as("heap after a collection").isLessThan((long) (heap * MORE_HEAP));
  }

  private static void begin() throws Exception {
    victim = Victim.start(folder.resolve("system-" + ++systems));
    // What is loaded and compiled for the first time is not what is measured.
    for (int i = 0; i < 20; i++) {
      victim.canary();
    }
    victim.console().get("/api/campaigns");
    restarts = victim.restarts();
  }

  private static String firstLine(Throwable e) {
    String text = String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
    return text.length() > 300 ? text.substring(0, 300) + "..." : text;
  }

  static void say(String format, Object... values) {
    String line = String.format(Locale.ROOT, format, values);
    System.out.println(line);
    try {
      Files.createDirectories(REPORT.getParent());
      Files.writeString(REPORT, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
