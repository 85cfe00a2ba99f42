package dev.nudge.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docs/configuration.md says is so. To write its table anew after a change, run with {@code
 * -Dgolden.write=true}.
 */
class ConfigurationReferenceTest {
  private static final Path FILE = Path.of("../docs/configuration.md");
  private static final Pattern TABLE =
      Pattern.compile("(?s)(?<=<!-- keys -->\n).*(?=<!-- /keys -->)");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");

  @TempDir private Path folder;

  @Test
  void theTableIsThatOfTheKeys() throws IOException {
    String table =
        "| key | default | what it says |\n|---|---|---|\n"
            + SettingTable.ALL.stream()
                .map(ConfigurationReferenceTest::row)
                .collect(Collectors.joining());
    String text = Files.readString(FILE);
    if (Boolean.getBoolean("golden.write")) {
      text = TABLE.matcher(text).replaceFirst(Matcher.quoteReplacement(table));
      Files.writeString(FILE, text);
    }
    assertThat(text).contains("<!-- keys -->\n" + table + "<!-- /keys -->");
  }

  @Test
  void everyExampleIsAConfiguration() throws IOException {
    Files.writeString(folder.resolve("clicks.yaml"), "user: uid\ntype: action\ntime: {from: at}\n");
    Files.writeString(folder.resolve("kafka-password"), "secret");
    List<String> examples =
        EXAMPLE.matcher(Files.readString(FILE)).results().map(found -> found.group(1)).toList();

    assertThat(examples)
        .isNotEmpty()
        .allSatisfy(
            yaml -> {
              Files.writeString(folder.resolve("nudge.yaml"), yaml);
              Map<String, String> environment = Map.of("KAFKA_PASSWORD", "secret");
              SettingsInput input =
                  new SettingsInput(Optional.empty(), folder, environment, List.of());
              assertThat(SettingsReader.read(input).problems()).isEmpty();
            });
  }

  private static <T> String row(Setting<T> setting) {
    return "| `"
        + setting.path()
        + "` | `"
        + setting.form().write(setting.standard())
        + "` | "
        + setting.description()
        + " |\n";
  }
}
