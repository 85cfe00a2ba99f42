package dev.nudge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.document.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Every campaign of the tests and examples, spoilt at random: problems, never an exception. */
final class MutatedDocumentsTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final List<String> DOCUMENTS =
      Stream.of("src/test/resources/campaigns", "../examples")
          .flatMap(MutatedDocumentsTest::in)
          .toList();

  private static final List<String> PIECES =
      List.of(
          "",
          " ",
          "  ",
          "\n",
          ": ",
          "- ",
          "{",
          "}",
          "[",
          "]",
          "[]",
          "{}",
          "'",
          "\"",
          "#",
          "&a ",
          "*a",
          "? ",
          "|",
          "~",
          "true",
          "0",
          "-1",
          "1e400",
          "99999999999999999999",
          "1s",
          "36525d",
          "absent: true",
          "optional: true",
          "times: 1000",
          "steps: []",
          "event",
          "event.x",
          "m",
          "size(views)",
          "${",
          "}",
          "()",
          " + ",
          " && ",
          "!",
          "publish - 3d",
          "day",
          "top",
          "sequence: []",
          "\u0000",
          "\uD800",
          "\u202E");

  @Property(tries = 600)
  void aSpoiltDocumentGivesProblemsAndNothingIsThrown(@ForAll long seed) {
    Random random = new Random(seed);
    String document = DOCUMENTS.get(random.nextInt(DOCUMENTS.size()));
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      document = spoilt(document, random);
    }
    List<Problem> problems = new ArrayList<>();
    long start = THREADS.getCurrentThreadCpuTime();
    for (CampaignDocument read : CampaignReader.read("campaign.yaml", document, problems)) {
      CampaignSet.Compiled compiled =
          CampaignSet.compile(
              List.of(new CampaignSet.Published(read.campaign(), 1, Instant.EPOCH)));
      problems.addAll(compiled.problems());
      for (String id : compiled.campaigns().ids()) {
        assertThat(read.sound()).as("what runs was read whole").isTrue();
        assertThat(compiled.campaigns().explain(id)).isNotEmpty();
      }
    }

    assertThat(problems)
        .as("of %s", document)
        .noneSatisfy(problem -> assertThat(problem.text()).contains("fault of Nudge"))
        .allSatisfy(problem -> assertThat(problem.text()).isNotEmpty());
    assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start))
        .isLessThan(Duration.ofSeconds(10));
  }

  private static String spoilt(String document, Random random) {
    List<String> lines = new ArrayList<>(document.lines().toList());
    if (lines.isEmpty()) {
      return piece(random);
    }
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    switch (random.nextInt(7)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(random.nextInt(lines.size() + 1), line);
      case 2 -> lines.set(at, "  " + line);
      case 3 ->
          lines.set(
              at,
              line.replaceFirst(":.*", ": " + piece(random).replace("\\", "").replace("$", "")));
      case 4 -> lines.set(at, line.stripLeading());
      default -> {
        int place = random.nextInt(line.length() + 1);
        int end = place + random.nextInt(Math.min(4, line.length() - place + 1));
        lines.set(at, line.substring(0, place) + piece(random) + line.substring(end));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static String piece(Random random) {
    return PIECES.get(random.nextInt(PIECES.size()));
  }

  private static Stream<String> in(String folder) {
    try (Stream<Path> paths = Files.walk(Path.of(folder))) {
      return paths
          .filter(path -> path.toString().contains("campaigns"))
          .filter(path -> path.toString().matches(".*\\.(yaml|json)"))
          .sorted()
          .map(MutatedDocumentsTest::text)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
