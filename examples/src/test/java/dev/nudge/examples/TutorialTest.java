package dev.nudge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.app.Nudge;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.broker.EmbeddedKafka;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.database.LocalPostgres;
import dev.nudge.job.Topics;
import dev.nudge.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/customer-360.md, from an empty folder to its end: each command is run, each answer is the
 * page's. Nudge runs without Flink, which nothing on the page needs.
 */
@Tag("slow")
final class TutorialTest {
  private static final Path PAGE = Example.ROOT.resolve("docs/customer-360.md");
  private static final Pattern BLOCK =
      Pattern.compile("```sh\n(.*?)```\n(?:\n```text\n(.*?)```\n)?", Pattern.DOTALL);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private EmbeddedKafka kafka;
  private LocalPostgres postgres;
  private Console console;
  private Path shop;
  private String token = "";

  @BeforeEach
  void start() throws Exception {
    shop = Files.createDirectories(folder.resolve("empty")).resolve("shop");
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), "127.0.0.1", 0);
    Settings usual = Settings.defaults();
    Topics.create(usual.with(usual.kafka().at(kafka.bootstrap(), new TreeMap<>())));
    postgres = LocalPostgres.start(folder.resolve("postgres"), 0);
    console =
        Console.start(
            ConsoleSettings.local(postgres.database(), kafka.bootstrap())
                .with("nudge.collections", shop.resolve("collections").toString())
                .with("nudge.queries", shop.resolve("queries").toString())
                .with("nudge.boards", shop.resolve("boards").toString()));
  }

  @AfterEach
  void stop() throws IOException {
    console.close();
    postgres.close();
    kafka.close();
  }

  @Test
  void eachCommandGivesWhatThePageSays() throws Exception {
    List<MatchResult> blocks = BLOCK.matcher(Files.readString(PAGE)).results().toList();
    assertThat(blocks).filteredOn(block -> block.group(2) != null).hasSizeGreaterThan(6);
    for (MatchResult block : blocks) {
      String command = block.group(1).strip();
      String expected = block.group(2);
      if (expected == null) {
        run(command);
      } else {
        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(said(command)).as(command).isEqualTo(expected));
      }
    }
  }

  private void run(String command) throws Exception {
    if (command.endsWith("nudge up")) {
      shell(command.replace("nudge up", ""), folder.resolve("empty"));
    } else if (command.startsWith("export NUDGE_TOKEN")) {
      token = new SignedIn(console.url(), console.firstPassword().orElseThrow()).token();
    } else if (command.startsWith("nudge ")) {
      assertThat(said(command)).as(command).doesNotContain("error", "rejected");
    } else {
      shell(command, shop);
    }
  }

  private String said(String command) throws Exception {
    return command.startsWith("curl ")
        ? shell(command.replace("http://127.0.0.1:8080", console.url()), shop)
        : nudge(command.substring("nudge ".length()));
  }

  /** All that a command writes; of a table, not how many rows it has. */
  private String nudge(String command) {
    List<String> words = new ArrayList<>();
    for (String word : command.split(" ")) {
      Path file = shop.resolve(word);
      words.add(Files.exists(file) ? file.toString() : word);
    }
    boolean query = words.get(0).equals("query");
    words.addAll(
        switch (words.get(0)) {
          case "query" -> List.of("--console", console.url(), "--token", token);
          case "send" -> List.of("--bootstrap", kafka.bootstrap());
          default -> List.of();
        });
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Nudge.run(new Terminal(out, err, false), false, words.toArray(String[]::new));
    String all =
        out.toString(StandardCharsets.UTF_8)
            + (query && code == 0 ? "" : err.toString(StandardCharsets.UTF_8));
    return all.replace(shop + "/", "");
  }

  private String shell(String commands, Path where) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-ec", commands)
            .directory(where.toFile())
            .redirectErrorStream(true);
    builder.environment().put("NUDGE_TOKEN", token);
    Process bash = builder.start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as("%s%n%s", commands, said).isZero();
    return said.replace("\r\n", "\n");
  }
}
