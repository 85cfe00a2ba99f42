package dev.nudge.engine.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.document.Keys;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.measure.Aggregates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the language reference says is so. */
class LanguageReferenceTest {
  private static final Path FILE = Path.of("../docs/language.md");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");

  static Stream<String> examples() {
    return EXAMPLE.matcher(reference()).results().map(found -> found.group(1)).toList().stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleIsACampaign(String yaml) {
    List<Problem> problems = new ArrayList<>();
    List<CampaignDocument> campaigns = CampaignReader.read("language.md", yaml, problems);
    assertThat(problems).isEmpty();
    assertThat(campaigns).isNotEmpty().allMatch(CampaignDocument::sound);
    CampaignSet.Compiled compiled =
        CampaignSet.compile(
            campaigns.stream()
                .map(document -> document.campaign())
                .map(campaign -> new CampaignSet.Published(campaign, 1, Instant.EPOCH))
                .toList());
    assertThat(compiled.problems()).isEmpty();
  }

  @Test
  void everyKeyIsDescribed() {
    for (Keys level : CampaignGrammar.GRAMMAR.levels()) {
      for (String key : level.known()) {
        assertThat(reference()).contains("`" + key + "`");
      }
    }
  }

  @Test
  void everyChoiceIsDescribed() {
    Stream<String> constants =
        Stream.of(
                Campaign.Status.values(),
                Contiguity.values(),
                Repeat.Loop.values(),
                Skip.Strategy.values())
            .flatMap(Stream::of)
            .map(choice -> choice.name().toLowerCase(Locale.ROOT));
    Stream.concat(constants, Aggregates.byName().keySet().stream())
        .forEach(choice -> assertThat(reference()).contains("`" + choice + "`"));
  }

  private static String reference() {
    try {
      return Files.readString(FILE).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
