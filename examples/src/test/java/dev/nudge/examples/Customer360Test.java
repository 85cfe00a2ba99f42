package dev.nudge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.broker.EmbeddedKafka;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.database.LocalPostgres;
import dev.nudge.job.Topics;
import dev.nudge.settings.Flag;
import dev.nudge.settings.Settings;
import dev.nudge.settings.SettingsInput;
import dev.nudge.settings.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of examples/customer-360, with a Kafka, a PostgreSQL and a console. */
final class Customer360Test {
  private static final Path FOLDER = new Example("customer-360").folder();
  private static final Pattern SEND = Pattern.compile("(?m)^\\./nudge (send .*)$");
  private static final Pattern ASK =
      Pattern.compile(
          "```sh\\n\\./nudge (query [^\\n]*)\\n```\\n\\n```text\\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void theQueriesOfTheReadmeAnswerAsItSays() throws Exception {
    String readme = new Example("customer-360").readme();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), "127.0.0.1", 0);
        LocalPostgres postgres = LocalPostgres.start(folder.resolve("postgres"), 0)) {
      Settings settings = settings(kafka.bootstrap());
      Topics.create(settings);
      try (Console console =
          Console.start(
              new ConsoleSettings(
                      "127.0.0.1",
                      0,
                      postgres.database(),
                      Map.of("bootstrap.servers", kafka.bootstrap()),
                      topics(settings),
                      Map.of())
                  .with("nudge.segments", settings.customer().segments())
                  .with("nudge.collections", settings.customer().collections())
                  .with("nudge.queries", settings.customer().queries()))) {
        List<String> sends = commands(SEND, readme);
        assertThat(sends).hasSize(2);
        sends.forEach(send -> Replay.succeed(words(send, "--bootstrap", kafka.bootstrap())));
        String token = new SignedIn(console.url(), console.firstPassword().orElseThrow()).token();
        List<MatchResult> asks = ASK.matcher(readme).results().toList();
        assertThat(asks).hasSize(5);
        for (MatchResult ask : asks) {
          List<String> query = words(ask.group(1), "--console", console.url(), "--token", token);
          await()
              .atMost(Duration.ofSeconds(30))
              .untilAsserted(
                  () -> assertThat(Replay.printed(query)).as(ask.group(1)).isEqualTo(ask.group(2)));
        }
      }
    }
  }

  @Test
  void theCampaignOfBigSpendersAsksForASegmentThatIsThere() {
    List<String> check =
        List.of("check", FOLDER.resolve("live").toString(), FOLDER.resolve("segments").toString());
    assertThat(Replay.printed(check)).isNotEmpty().doesNotContain("warning", "error");
  }

  private static Settings settings(String bootstrap) {
    var read =
        SettingsReader.read(
            new SettingsInput(
                Optional.of(FOLDER.resolve("nudge.yaml").toString()),
                FOLDER,
                Map.of(),
                List.of(new Flag("--set", "kafka.bootstrap", bootstrap))));
    assertThat(read.problems()).isEmpty();
    return read.settings();
  }

  /** The usual topics, but for events. */
  private static ConsoleSettings.Topics topics(Settings settings) {
    ConsoleSettings.Topics usual = ConsoleSettings.Topics.USUAL;
    return new ConsoleSettings.Topics(
        settings.topics().events().stream()
            .map(
                source ->
                    new ConsoleSettings.Source(source.topic(), source.readMapping(), source.name()))
            .toList(),
        usual.profiles(),
        usual.catalog(),
        usual.campaigns(),
        usual.status(),
        usual.triggers(),
        usual.withheld(),
        usual.outcomes(),
        usual.budgets(),
        usual.transitions(),
        usual.funnel(),
        usual.watches(),
        usual.rejected());
  }

  private static List<String> commands(Pattern pattern, String page) {
    return pattern.matcher(page).results().map(found -> found.group(1)).toList();
  }

  private static List<String> words(String command, String... more) {
    List<String> words = new ArrayList<>();
    for (String word : command.split(" ")) {
      words.add(word.startsWith("examples/") ? Example.ROOT.resolve(word).toString() : word);
    }
    words.addAll(List.of(more));
    return words;
  }
}
