package dev.nudge.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nudge used through Kafka alone, with clients that know nothing of it, as the README shows. */
final class StockClientTest {
  private static final Pattern WRITE =
      Pattern.compile("(?m)^kcat -P -b \\S+ -t (\\S+) -k (\\S+) <<'END'\\n(.*)\\nEND$");

  @TempDir private Path folder;

  @Test
  void theCampaignAndTheEventOfTheReadmeGiveATrigger() throws Exception {
    List<MatchResult> writes =
        WRITE.matcher(Files.readString(Path.of("../README.md"))).results().toList();
    assertThat(writes)
        .extracting(write -> write.group(1))
        .containsExactly("nudge.campaigns", "nudge.events");

    try (RunningSystem system = RunningSystem.start(folder)) {
      system.publish(writes.get(0).group(2), writes.get(0).group(3));
      system.write("nudge.events", writes.get(1).group(2), writes.get(1).group(3));

      String trigger = system.await("nudge.triggers", value -> value.contains("dear-cart"));
      assertThat(trigger)
          .contains("\"text\":\"Free shipping for p9\"")
          .contains("\"user\":\"ann\"");
    }
  }
}
