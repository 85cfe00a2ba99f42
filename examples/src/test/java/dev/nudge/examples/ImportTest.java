package dev.nudge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The campaigns that are committed are what the command of the README imports, to the byte. */
final class ImportTest {
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^```sh\\n\\./nudge (import .*) --out (\\S+) --force\\n```$");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"dynamic-cep", "gaming-crm/import"})
  void theCommandOfTheReadmeGivesTheCampaigns(String example) throws IOException {
    String readme =
        Files.readString(Example.ROOT.resolve("examples").resolve(example).resolve("README.md"));
    Matcher command = IMPORT.matcher(readme);
    assertThat(command.find()).isTrue();
    Path campaigns = Example.ROOT.resolve(command.group(2));
    List<String> arguments = new ArrayList<>();
    for (String word : command.group(1).split(" ")) {
      arguments.add(word.startsWith("examples/") ? Example.ROOT.resolve(word).toString() : word);
    }
    Path out = Boolean.getBoolean("golden.update") ? campaigns : folder;
    arguments.addAll(List.of("--out", out.toString(), "--force"));

    assertThat(Replay.succeed(arguments)).doesNotContain(": warning:");

    assertThat(texts(out)).isNotEmpty().isEqualTo(texts(campaigns));
  }

  @Test
  void theImportedCampaignsOfTheCrmFire() throws IOException {
    Path crm = Example.ROOT.resolve("examples/gaming-crm");
    List<String> command =
        List.of(
            "replay",
            "--campaigns",
            crm.resolve("import/campaigns").toString(),
            "--mapping",
            crm.resolve("mapping.yaml").toString(),
            "--events",
            crm.resolve("events.jsonl").toString());

    String triggers = Replay.run(command, folder).triggers();

    Path golden = crm.resolve("import/expected-triggers.jsonl");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, triggers);
    }
    assertThat(triggers).isEqualTo(Files.readString(golden));
  }

  private static TreeMap<String, String> texts(Path folder) throws IOException {
    TreeMap<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return texts;
  }
}
