package dev.nudge.job.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.document.Problem;
import dev.nudge.job.settings.Settings.Delivery;
import dev.nudge.job.settings.Settings.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {
  @TempDir private Path folder;

  private Optional<String> config = Optional.empty();
  private final Map<String, String> environment = new TreeMap<>();
  private final List<Flag> flags = new ArrayList<>();

  @Test
  void whereNothingIsSaidTheDefaultsAreInForce() {
    Configuration configuration = read();

    assertThat(configuration.problems()).isEmpty();
    assertThat(configuration.file()).isEmpty();
    assertThat(configuration.settings()).isEqualTo(Settings.defaults());
    assertThat(configuration.entries())
        .allSatisfy(entry -> assertThat(entry.origin()).isEqualTo(new Origin.Default()));
  }

  @Test
  void theDefaultsAreThoseOfTheReference() {
    Settings settings = Settings.defaults();

    assertThat(settings.kafka()).isEqualTo(new Settings.Kafka("127.0.0.1:9092", new TreeMap<>()));
    assertThat(settings.topics())
        .isEqualTo(
            new Settings.Topics(
                List.of(new Source("nudge.events", null)),
                new Source("nudge.profiles", null),
                new Source("nudge.catalog", null),
                "nudge.campaigns",
                "nudge.status",
                "nudge.triggers",
                "nudge.transitions",
                "nudge.rejected",
                List.of(),
                4));
    assertThat(settings.time())
        .isEqualTo(
            new Settings.Time(
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofDays(1),
                Duration.ofDays(1),
                Duration.ZERO));
    assertThat(settings.enrichment()).isEqualTo(new Settings.Enrichment("", "ip", ""));
    assertThat(settings.delivery()).isEqualTo(Delivery.AT_LEAST_ONCE);
    assertThat(settings.transitions()).isTrue();
    assertThat(settings.flink())
        .isEqualTo(new Settings.Flink(2, Duration.ofSeconds(5), "", Settings.StateBackend.HEAP));
    assertThat(settings.local())
        .isEqualTo(
            new Settings.Local(
                System.getProperty("user.home") + "/.nudge", "127.0.0.1", 9092, 9249));
  }

  @Test
  void flagsWinOverVariablesOverTheFile() throws IOException {
    write("nudge.yaml", "time:\n  slack: 2s\n  quiet: 20s\n  ahead: 2h\n");
    environment.put("NUDGE_TIME_SLACK", "3s");
    environment.put("NUDGE_TIME_QUIET", "30s");
    flags.add(new Flag("--set", "time.slack", "4s"));

    Configuration configuration = read();

    assertThat(configuration.problems()).isEmpty();
    assertThat(configuration.settings().time().slack()).isEqualTo(Duration.ofSeconds(4));
    assertThat(configuration.settings().time().quiet()).isEqualTo(Duration.ofSeconds(30));
    assertThat(configuration.settings().time().ahead()).isEqualTo(Duration.ofHours(2));
    assertThat(configuration.settings().time().lateness()).isEqualTo(Duration.ofDays(1));
    assertThat(entry(configuration, "time.slack")).isEqualTo("4s from flag --set");
    assertThat(entry(configuration, "time.quiet"))
        .isEqualTo("30s from environment NUDGE_TIME_QUIET");
    assertThat(entry(configuration, "time.ahead"))
        .isEqualTo("2h from " + folder.resolve("nudge.yaml") + ":4:3");
    assertThat(entry(configuration, "time.lateness")).isEqualTo("1d from default");
  }

  @Test
  void theLastOfTwoFlagsWins() {
    flags.add(new Flag("--set", "kafka.bootstrap", "one:1"));
    flags.add(new Flag("--bootstrap", "kafka.bootstrap", "two:2, three:3"));

    assertThat(read().settings().kafka().bootstrap()).isEqualTo("two:2,three:3");
  }

  private String entry(Configuration configuration, String path) {
    return configuration.entries().stream()
        .filter(entry -> entry.path().equals(path))
        .map(entry -> entry.value() + " from " + entry.origin())
        .findFirst()
        .orElse("nothing");
  }

  private List<String> problems() {
    return read().problems().stream()
        .map(Problem::toString)
        .map(text -> text.replace(folder + "/", ""))
        .toList();
  }

  private Configuration read() {
    return SettingsReader.read(new SettingsInput(config, folder, environment, flags));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
