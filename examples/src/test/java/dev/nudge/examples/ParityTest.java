package dev.nudge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.campaign.CampaignReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The job, over a real Kafka in a real Flink, finds what {@code nudge replay} finds on the same
 * files: the same triggers and transitions, to the byte, and as many rejected lines. What the runs
 * of a paused campaign do in silence is left out: a replay does not run it.
 */
final class ParityTest {
  @TempDir private static Path folder;
  private static Laboratory laboratory;

  @TempDir private Path outputs;

  @BeforeAll
  static void open() throws Exception {
    laboratory = new Laboratory(folder);
  }

  @AfterAll
  static void close() throws Exception {
    if (laboratory != null) {
      laboratory.close();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theJobFindsWhatAReplayFinds(Example example, Laboratory.Form form, int parallelism)
      throws Exception {
    assertSame(example.command(), form, parallelism);
  }

  /**
   * Every example of one file at both parallelisms, and in its own form where a record can have it.
   * Of several files a replay reads the events by their time, the job each topic as it comes.
   */
  static Stream<Arguments> examples() {
    return Example.all()
        .filter(example -> Collections.frequency(example.command(), "--events") == 1)
        .flatMap(
            example ->
                Order.of(example.command()).isJson()
                    ? Stream.of(
                        Arguments.of(example, Laboratory.Form.ORIGINAL, 1),
                        Arguments.of(example, Laboratory.Form.ORIGINAL, 3),
                        Arguments.of(example, Laboratory.Form.CANONICAL, 3))
                    : Stream.of(
                        Arguments.of(example, Laboratory.Form.CANONICAL, 1),
                        Arguments.of(example, Laboratory.Form.CANONICAL, 3)));
  }

  @Test
  void theJobFindsWhatAReplayFindsInRealData() throws Exception {
    assumeTrue(
        Files.exists(Rees46Test.DATA),
        "skipped: there is no ../shared/data/" + Rees46Test.DATA.getFileName());

    assertSame(Rees46Test.command(), Laboratory.Form.CANONICAL, 3);
  }

  private void assertSame(List<String> command, Laboratory.Form form, int parallelism)
      throws Exception {
    Replay replay = Replay.run(command, outputs);

    Order order = Order.of(command);
    Laboratory.Found found = laboratory.run(order, form, parallelism);

    List<String> paused = paused(order);
    assertThat(found.triggers()).isNotEmpty().containsExactlyElementsOf(sorted(replay.triggers()));
    assertThat(found.transitions())
        .filteredOn(move -> paused.stream().noneMatch(move::startsWith))
        .containsExactlyElementsOf(sorted(replay.transitions()));
    assertThat(found.rejected().size() + found.untimed())
        .isEqualTo((int) replay.rejected().lines().count());
  }

  /** How the moves of the campaigns begin that are paused. */
  private static List<String> paused(Order order) throws IOException {
    List<String> beginnings = new ArrayList<>();
    for (Path file : order.campaigns()) {
      for (CampaignDocument document :
          CampaignReader.read(file.toString(), Files.readString(file), new ArrayList<>())) {
        if (document.campaign().status() == Campaign.Status.PAUSED) {
          beginnings.add("{\"campaign\":\"" + document.campaign().id() + "\",");
        }
      }
    }
    return beginnings;
  }

  private static List<String> sorted(String lines) {
    return lines.lines().sorted().toList();
  }
}
