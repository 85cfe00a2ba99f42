package dev.nudge.engine.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.Detector;
import dev.nudge.engine.TestCampaigns;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.mapping.ProfileUpdate;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small stories, one file each in {@code src/test/resources/story}: campaigns, events, and what is
 * told of them. {@code -Dgolden.update=true} writes the stories and answers anew.
 */
class StoryTest {
  private static final Path FOLDER = Path.of("src/test/resources/story");
  private static final List<Locale> LANGUAGES =
      List.of(Locale.ENGLISH, Locale.CHINESE, Locale.forLanguageTag("pt"));
  private static final Path ANSWERS = Path.of("src/test/resources/answers");
  private static final Path TEXTS = Path.of("src/main/resources/dev/nudge/engine/story");
  private static final String EVENTS = "--- events\n";
  private static final String STORY = "--- story\n";

  static List<String> stories() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("stories")
  void aStoryIsToldAsItsFileSays(String name) throws IOException {
    String text = Files.readString(FOLDER.resolve(name));
    int events = text.indexOf(EVENTS);
    int story = text.indexOf(STORY);

    String told =
        String.join("\n", Story.of(storyInput(text.substring(0, events), lines(text))).lines())
            + "\n";

    String expected = text.substring(story + STORY.length());
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(FOLDER.resolve(name), text.substring(0, story) + STORY + told);
      expected = told;
    }
    assertThat(told).isEqualTo(expected);
  }

  /** What each language says of each story stands in a file of its own. */
  @ParameterizedTest
  @MethodSource("stories")
  void theShortAnswerIsOneSentence(String name) throws IOException {
    String text = Files.readString(FOLDER.resolve(name));
    Story story = Story.of(storyInput(text.substring(0, text.indexOf(EVENTS)), lines(text)));
    StringBuilder said = new StringBuilder();
    for (Answer answer : story.answers()) {
      said.append(answer.campaign() + ": " + answer.state().name().toLowerCase(Locale.ROOT) + "\n");
      for (Locale locale : LANGUAGES) {
        said.append("  " + answer.sentence(locale, ZoneOffset.UTC, Naming.TECHNICAL) + "\n");
      }
      List<Map<String, Object>> highlights = answer.highlights(12);
      said.append(
          highlights.stream()
              .filter(one -> one.containsKey("campaign"))
              .map(one -> one.get("time").toString().substring(11) + " " + one.get("kind"))
              .collect(Collectors.joining(", ", "  ", "\n")));
      assertThat(answer.story()).containsAll(highlights);
    }

    Path golden = ANSWERS.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(ANSWERS);
      Files.writeString(golden, said);
    }
    assertThat(said.toString()).isEqualTo(Files.readString(golden));
  }

  /** A text that a language lacks would be said in English. */
  @Test
  void eachLanguageHasAllTexts() throws IOException {
    Set<String> english = texts("").stringPropertyNames();
    for (Locale locale : LANGUAGES.subList(1, LANGUAGES.size())) {
      assertThat(texts("_" + locale.getLanguage()).stringPropertyNames())
          .as(locale.getLanguage())
          .isEqualTo(english);
    }
  }

  private static java.util.Properties texts(String language) throws IOException {
    java.util.Properties texts = new java.util.Properties();
    Path path = TEXTS.resolve("answer" + language + ".properties");
    try (Reader file = Files.newBufferedReader(path)) {
      texts.load(file);
    }
    return texts;
  }

  @ParameterizedTest
  @MethodSource("stories")
  void machinesHearAllOfIt(String name) throws IOException {
    String text = Files.readString(FOLDER.resolve(name));
    Story story = Story.of(storyInput(text.substring(0, text.indexOf(EVENTS)), lines(text)));

    List<Map<String, Object>> objects = story.objects();

    assertThat(objects)
        .allSatisfy(object -> assertThat(object.get("kind")).asString().isNotEmpty())
        .allSatisfy(object -> assertThat(new JsonWriter().writeValue(object)).isNotEmpty());
    assertThat(objects.stream().filter(object -> object.get("kind").equals("fired")))
        .extracting(object -> object.get("time"))
        .as("a story and the trigger say the same time, also of a late event")
        .containsExactlyElementsOf(
            story.triggers().stream()
                .map(trigger -> (Object) IsoTime.format(trigger.time()))
                .toList());
    assertThat(
            objects.stream()
                .filter(object -> object.get("kind").equals("verdict"))
                .mapToLong(object -> (long) object.get("fired"))
                .sum())
        .isEqualTo(story.triggers().size());
  }

  private static List<String> lines(String text) {
    return text.substring(text.indexOf(EVENTS) + EVENTS.length(), text.indexOf(STORY))
        .lines()
        .toList();
  }

  static StoryInput storyInput(String documents, List<String> lines) {
    List<Problem> problems = new ArrayList<>();
    List<Campaign> campaigns =
        CampaignReader.read("story.yaml", documents, problems).stream()
            .map(document -> document.campaign())
            .toList();
    CampaignSet.Compiled compiled =
        CampaignSet.compileObservable(
            campaigns.stream()
                .map(campaign -> new CampaignSet.Published(campaign, 1, Instant.EPOCH))
                .toList());
    assertThat(problems).isEmpty();
    assertThat(compiled.problems()).isEmpty();
    long until = Long.MAX_VALUE;
    List<ProfileUpdate> profiles = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("until ")) {
        until = Long.parseLong(line.substring(6)) * 1000;
      } else if (line.startsWith("profile ")) {
        Event update = TestCampaigns.event("", "u1 " + line);
        profiles.add(
            new ProfileUpdate(
                "u1",
                OptionalLong.of(update.time()),
                Properties.of(
                    update.properties().toMap().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))));
      } else if (line.equals("again")) {
        events.add(events.get(events.size() - 1));
      } else {
        events.add(TestCampaigns.event("e" + events.size(), "u1 " + line));
      }
    }
    return new StoryInput(
        "u1",
        campaigns,
        compiled.campaigns(),
        Map.of("old-offer", "paused"),
        Instant.EPOCH,
        profiles,
        Past.NONE,
        events,
        until,
        0,
        Detector.DEFAULT_REPEATS);
  }
}
