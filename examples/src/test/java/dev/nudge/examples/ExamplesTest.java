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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every example comes out as its golden files and its README say.
 *
 * <p>{@code ./mvnw -pl examples -am test -Dgolden.update=true} writes the golden files anew; the
 * tables of the READMEs are then still held against them.
 */
final class ExamplesTest {
  /** Switched off, and over: their only rows are near misses. */
  private static final Set<String> NEVER_FIRES = Set.of("double-coins", "spring-cup");

  private static final Set<String> COMPETING = Set.of("offers", "coupon-experiment");

  @TempDir private Path outputs;

  @ParameterizedTest
  @MethodSource("dev.nudge.examples.Example#all")
  void theCommandOfTheReadmeGivesTheGoldenFiles(Example example) throws IOException {
    Replay replay = Replay.run(example.command(), outputs);

    golden(example, "expected-triggers.jsonl", replay.triggers());
    golden(example, "expected-transitions.jsonl", replay.transitions());
    golden(example, "expected-rejected.jsonl", replay.rejected());
  }

  @ParameterizedTest
  @MethodSource("dev.nudge.examples.Example#all")
  void theTableOfTheReadmeTellsOfEveryTriggerAndOfNoOther(Example example) throws IOException {
    Replay replay = Replay.run(example.command(), outputs);

    TreeMap<String, List<String>> told = new TreeMap<>();
    for (Example.Row row : example.rows()) {
      if (!row.times().isEmpty()) {
        told.put(row.user() + " " + row.campaign(), row.times());
      }
    }
    TreeMap<String, List<String>> fired =
        replay.fired().stream()
            .collect(
                Collectors.groupingBy(
                    trigger -> trigger.user() + " " + trigger.campaign(),
                    TreeMap::new,
                    Collectors.mapping(Replay.Fired::timeOfDay, Collectors.toList())));
    assertThat(fired).isEqualTo(told);
  }

  @ParameterizedTest
  @MethodSource("dev.nudge.examples.Example#all")
  void everyCampaignIsShownByAUserForWhomItFiresAndByANearMiss(Example example) {
    Set<String> campaigns = campaigns(example);
    Set<String> firing = new TreeSet<>();
    Set<String> missing = new TreeSet<>();
    for (Example.Row row : example.rows()) {
      (row.times().isEmpty() ? missing : firing).add(row.campaign());
    }

    assertThat(missing).isEqualTo(campaigns);
    campaigns.removeAll(NEVER_FIRES);
    assertThat(firing).isEqualTo(campaigns);
  }

  @ParameterizedTest
  @MethodSource("dev.nudge.examples.Example#all")
  void everyUserOfTheTableIsInTheEvents(Example example) throws IOException {
    Replay replay = Replay.run(example.command(), outputs);

    Set<String> users =
        example.rows().stream()
            .map(Example.Row::user)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(replay.summary()).containsPattern(" events? of " + users.size() + " users");
  }

  /** Those whose campaigns do not compete. */
  static Stream<Example> independent() {
    return Example.all().filter(example -> !COMPETING.contains(example.name()));
  }

  static Stream<Example> competing() {
    return COMPETING.stream().map(Example::new);
  }

  @ParameterizedTest
  @MethodSource("competing")
  void whatIsWithheldAndWhatGoalsAreReachedIsAsExpected(Example example) throws IOException {
    Path withheld = outputs.resolve("withheld.jsonl");
    Path outcomes = outputs.resolve("outcomes.jsonl");
    List<String> command = new ArrayList<>(example.command());
    command.addAll(List.of("--withheld", withheld.toString(), "--outcomes", outcomes.toString()));

    Replay.succeed(command);

    golden(example, "expected-withheld.jsonl", Files.readString(withheld));
    golden(example, "expected-outcomes.jsonl", Files.readString(outcomes));
  }

  @ParameterizedTest
  @MethodSource("independent")
  void everyCampaignAloneFiresAsItDoesTogether(Example example) throws IOException {
    Function<List<String>, List<String>> sorted = lines -> lines.stream().sorted().toList();
    List<String> together = Replay.run(example.command(), outputs).triggers().lines().toList();

    List<String> alone = new ArrayList<>();
    for (Path file : example.campaignFiles()) {
      List<String> command = new ArrayList<>(example.command());
      int from = command.indexOf("--campaigns") + 1;
      while (!command.get(from).startsWith("--")) {
        command.remove(from);
      }
      command.add(from, file.toString());
      alone.addAll(Replay.run(command, outputs).triggers().lines().toList());
    }

    assertThat(sorted.apply(alone)).isEqualTo(sorted.apply(together));
  }

  @ParameterizedTest
  @MethodSource("dev.nudge.examples.Example#all")
  void theCheckFindsNothingWrong(Example example) {
    List<String> arguments = new ArrayList<>(List.of("check"));
    example.campaignFiles().forEach(file -> arguments.add(file.toString()));

    assertThat(Replay.succeed(arguments)).doesNotContain(": warning:");
  }

  @Test
  void theJournalOfFashionOffersReadsAsItsReadmeShows() throws IOException {
    Example example = new Example("fashion-offers");
    Path journal = outputs.resolve("journal.txt");
    List<String> command = new ArrayList<>(example.command());
    command.addAll(List.of("--transitions", journal.toString()));

    Replay.succeed(command);

    golden(example, "expected-journal.txt", Files.readString(journal));
    assertThat(example.readme().lines().filter(line -> line.startsWith("[User ")))
        .isNotEmpty()
        .isSubsetOf(Files.readAllLines(journal));
  }

  @ParameterizedTest
  @MethodSource("dev.nudge.examples.Example#all")
  void jsonInTheReadmeIsALineOfTheExamplesFiles(Example example) throws IOException {
    Set<String> lines = new TreeSet<>();
    for (Path file : example.files(".jsonl")) {
      lines.addAll(Files.readAllLines(file));
    }

    assertThat(lines).containsAll(example.json());
  }

  private static Set<String> campaigns(Example example) {
    return example.campaignFiles().stream()
        .map(file -> file.getFileName().toString().replaceFirst("\\.(yaml|json)$", ""))
        .filter(name -> !name.equals("policy"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void golden(Example example, String file, String actual) throws IOException {
    Path golden = example.folder().resolve(file);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, actual);
    }
    assertThat(actual).as("examples/%s/%s", example, file).isEqualTo(Files.readString(golden));
  }
}
