package dev.nudge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code nudge explain} tells of the users of the examples. */
final class StoriesTest {
  private static final Pattern TRIGGER =
      Pattern.compile(
          "\\{\"id\":\"[^\"]+\",\"campaign\":\"([^\"]+)\",\"version\":1,\"user\":\"([^\"]+)\","
              + "\"time\":\"([^\"]+)\",(?:\"moment\":\"[^\"]+\",)?\"cause\":\"([^\"]+)\",(.*)\"matched\":.*}");
  private static final Pattern FIRED =
      Pattern.compile(
          "\\{\"kind\":\"fired\",\"time\":\"([^\"]+)\",\"campaign\":\"([^\"]+)\","
              + "(?:\"attempt\":\\d+,)?\"cause\":\"([^\"]+)\",(.*)\"measures\":.*}");
  private static final Pattern STORY =
      Pattern.compile("(?ms)^```sh\\n\\./nudge (explain [^`]*?)\\n```\\n\\n```text\\n(.*?)```$");

  @TempDir private Path outputs;

  @ParameterizedTest
  @MethodSource("dev.nudge.examples.Example#all")
  void theTriggersOfAStoryAreThoseOfTheReplay(Example example) throws IOException {
    TreeMap<String, List<String>> told = new TreeMap<>();
    for (String user : users(example)) {
      List<String> fired = new ArrayList<>();
      for (String line : explain(example, user, "--json").lines().toList()) {
        Matcher note = FIRED.matcher(line);
        if (note.matches()) {
          fired.add(String.join(" ", note.group(2), note.group(1), note.group(3), note.group(4)));
        }
      }
      if (!fired.isEmpty()) {
        told.put(user, fired.stream().sorted().toList());
      }
    }

    assertThat(told).isEqualTo(replayed(example));
  }

  @ParameterizedTest
  @ValueSource(strings = {"emil", "kim", "fay"})
  void aShopperWhoFiresOneWhoNearlyDoesAndOneWhoCancels(String user) throws IOException {
    Example example = new Example("ecommerce");

    golden(example.folder().resolve("stories/" + user + ".txt"), explain(example, user));
    golden(
        example.folder().resolve("stories/" + user + ".jsonl"), explain(example, user, "--json"));
  }

  @Test
  void theStoriesInTheDocumentationAreTrue() throws IOException {
    Path page = Example.ROOT.resolve("docs/explain.md");
    String text = Files.readString(page);

    StringBuilder renewed = new StringBuilder();
    Matcher story = STORY.matcher(text);
    int stories = 0;
    while (story.find()) {
      stories++;
      String told = Replay.printed(arguments(story.group(1)));
      story.appendReplacement(
          renewed,
          Matcher.quoteReplacement(
              story.group().substring(0, story.start(2) - story.start()) + told + "```"));
    }
    story.appendTail(renewed);
    assertThat(stories).isEqualTo(2);
    golden(page, renewed.toString());
  }

  /** A test of the READMEs holds that their tables tell of every user. */
  private static Set<String> users(Example example) {
    return example.rows().stream()
        .map(Example.Row::user)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private TreeMap<String, List<String>> replayed(Example example) throws IOException {
    TreeMap<String, List<String>> fired = new TreeMap<>();
    for (String line : Replay.run(example.command(), outputs).triggers().lines().toList()) {
      Matcher trigger = TRIGGER.matcher(line);
      assertThat(trigger.matches()).as("a trigger: %s", line).isTrue();
      fired
          .computeIfAbsent(trigger.group(2), user -> new ArrayList<>())
          .add(
              String.join(
                  " ", trigger.group(1), trigger.group(3), trigger.group(4), trigger.group(5)));
    }
    fired.replaceAll((user, triggers) -> triggers.stream().sorted().toList());
    return fired;
  }

  private static String explain(Example example, String user, String... more) {
    List<String> arguments = new ArrayList<>(example.command());
    arguments.set(0, "explain");
    arguments.addAll(List.of("--user", user));
    arguments.addAll(List.of(more));
    return Replay.printed(arguments);
  }

  private static List<String> arguments(String command) {
    List<String> arguments = new ArrayList<>();
    for (String word : command.replace("\\\n", " ").strip().split(" +")) {
      arguments.add(word.startsWith("examples/") ? Example.ROOT.resolve(word).toString() : word);
    }
    return arguments;
  }

  private static void golden(Path file, String actual) throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, actual);
    }
    assertThat(actual).as("%s", file).isEqualTo(Files.readString(file));
  }
}
