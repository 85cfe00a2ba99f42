package dev.nudge.console.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.check.Checked;
import dev.nudge.console.template.Templates.CampaignTemplate;
import dev.nudge.engine.Detector;
import dev.nudge.engine.Output;
import dev.nudge.engine.Retention;
import dev.nudge.engine.Transition;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.UserState;
import dev.nudge.engine.Withheld;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.json.EventReader;
import dev.nudge.engine.json.Parsed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateTest {
  private static final Instant BEGINNING = Instant.parse("2026-03-30T10:00:00Z");
  private static final Map<String, Object> PROFILE = Map.of("birth_date", "1990-04-01");

  private static final Path EXAMPLES =
      Path.of(System.getProperty("nudge.home", "..")).resolve("examples");

  static List<CampaignTemplate> templates() {
    return Templates.ALL.stream().filter(template -> template.example() == null).toList();
  }

  static List<CampaignTemplate> examples() {
    return Templates.ALL.stream().filter(template -> template.example() != null).toList();
  }

  @Test
  void eachCampaignOfTheExamplesIsOneOfThem() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      List<String> there =
          files
              .filter(file -> file.getParent().endsWith("campaigns"))
              .filter(file -> !file.toString().contains("import"))
              .map(file -> read(file).strip())
              .toList();
      assertThat(there).hasSizeGreaterThan(20);
      assertThat(examples()).extracting(example -> example.text().strip()).containsAll(there);
      assertThat(Templates.ALL).extracting(CampaignTemplate::id).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleHasNoMistakesAndSaysWhatItIs(CampaignTemplate example) {
    assertThat(Checked.of(example.text()).sound()).isTrue();
    assertThat(example.name()).isNotEmpty();
    // JSON has no comments.
    assertThat(example.about().isEmpty()).isEqualTo(example.text().startsWith("{"));
    assertThat(example.id()).startsWith(example.example() + "/");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("templates")
  void eachCanBePublishedAsItIs(CampaignTemplate template) {
    Checked checked = Checked.of(template.text());
    assertThat(checked.mistakes()).isEmpty();
    assertThat(checked.id()).contains(template.id());
    assertThat(checked.name()).isNotEmpty();
  }

  /** What happens, and how often it fires in the end: an event is "after how long, type, ...". */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          welcome            | PT0S sign_up                                                         | 1
          welcome            | PT0S sign_up; P2D sign_up                                            | 1
          browse-abandonment | PT0S view category=coats; PT1M view category=coats; PT2M view category=coats | 1
          browse-abandonment | PT0S view category=coats; PT1M view category=hats; PT2M view category=coats | 0
          browse-abandonment | PT0S view category=coats; PT1M view category=coats; PT2M view category=coats; PT9M cart category=coats | 0
          cart-abandonment   | PT0S cart product_id=c1 price=90                                     | 1
          cart-abandonment   | PT0S cart product_id=c1 price=90; PT9M purchase product_id=c1        | 0
          back-in-stock      | PT0S view product_id=c1 in_stock=false; P3D back_in_stock product_id=c1 | 1
          back-in-stock      | PT0S view product_id=c1 in_stock=true; P3D back_in_stock product_id=c1 | 0
          back-in-stock      | PT0S view product_id=c1 in_stock=false; P3D back_in_stock product_id=c2 | 0
          price-drop         | PT0S view product_id=c1 price=90; P2D view product_id=c1 price=80    | 1
          price-drop         | PT0S view product_id=c1 price=90; P1D purchase product_id=c1; P2D view product_id=c1 price=80 | 0
          cross-sell         | PT0S purchase product_id=s1 category=shoes                           | 1
          cross-sell         | PT0S purchase product_id=s1 category=shoes; P1D purchase category=shoe-care | 0
          replenishment      | PT0S purchase product_id=k1 category=coffee                          | 1
          replenishment      | PT0S purchase product_id=k1 category=coffee; P20D purchase product_id=k1 category=tea | 0
          review             | PT0S delivery product_id=c1                                          | 1
          review             | PT0S delivery product_id=c1; P3D review product_id=c1                | 0
          referral           | PT0S purchase; P1D purchase; P2D purchase                            | 1
          referral           | PT0S purchase; P1D purchase; P2D purchase; P4D return                | 0
          high-value         | PT0S purchase price=300; P1D purchase price=201; P2D purchase price=9 | 1
          high-value         | PT0S purchase price=300; P1D purchase price=200                      | 0
          birthday           | PT0S view; P1D view; P2D view; P2DT1H view; P3D view                 | 1
          birthday           | PT0S view; P1D view; P3D view                                        | 0
          churn-risk         | PT0S purchase; P1D purchase; P2D purchase; P3D view                  | 1
          churn-risk         | PT0S purchase; P1D purchase; P3D view                                | 0
          win-back           | PT0S purchase                                                        | 1
          win-back           | PT0S purchase; P59D purchase                                         | 1
          """)
  void eachFiresForWhatItIsMeantFor(String id, String events, int times) {
    String text =
        Templates.ALL.stream()
            .filter(template -> template.id().equals(id))
            .findFirst()
            .orElseThrow()
            .text();
    Detector detector =
        new Detector(
            Checked.of(text).compiled().orElseThrow(),
            Detector.DEFAULT_LATENESS,
            Retention.NONE,
            Detector.DEFAULT_REPEATS);
    UserState ann = new UserState("ann");
    Fired fired = new Fired();
    assertThat(detector.onProfile(Properties.of(PROFILE), OptionalLong.empty(), ann)).isEmpty();
    int number = 0;
    for (String line : events.split(";", -1)) {
      detector.onEvent(event(number++, line.strip()), ann, fired);
    }
    for (long due = ann.nextDeadline(); due != Long.MAX_VALUE; due = ann.nextDeadline()) {
      detector.onTime(due, ann, fired);
    }
    assertThat(fired.triggers).hasSize(times);
  }

  private static Event event(int number, String line) {
    String[] words = line.split(" ", -1);
    StringBuilder json =
        new StringBuilder(
            "{\"id\":\"%d\",\"user\":\"ann\",\"type\":\"%s\",\"time\":\"%s\""
                .formatted(number, words[1], BEGINNING.plus(Duration.parse(words[0]))));
    for (int i = 2; i < words.length; i++) {
      String[] property = words[i].split("=", -1);
      boolean bare = property[1].matches("\\d+|true|false");
      json.append(",\"%s\":".formatted(property[0]))
          .append(bare ? property[1] : "\"" + property[1] + "\"");
    }
    byte[] bytes = json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    Parsed<Event> parsed = new EventReader().read(bytes, 0, bytes.length);
    assertThat(parsed).as(json.toString()).isInstanceOf(Parsed.Accepted.class);
    return ((Parsed.Accepted<Event>) parsed).value();
  }

  private static final class Fired implements Output {
    final List<Trigger> triggers = new ArrayList<>();

    @Override
    public void trigger(Trigger trigger) {
      triggers.add(trigger);
    }

    @Override
    public void withheld(Withheld one) {}

    @Override
    public void transition(Transition transition) {}

    @Override
    public void rejected(Event event, String reason) {
      throw new AssertionError(reason);
    }

    @Override
    public boolean wantsTransitions() {
      return false;
    }
  }
}
