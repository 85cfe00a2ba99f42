package dev.nudge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.document.Problem;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents that ask for too much: each is refused at its place, soon, and nothing is thrown. */
final class HostileDocumentsTest {
  /** Time of this thread alone: the machine may be busy with other things. */
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final Duration LONGEST = Duration.ofSeconds(10);

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void isRefusedWithItsPlace(String name, String document, String says) {
    List<Problem> problems = read(document);

    assertThat(problems)
        .anySatisfy(
            problem -> {
              assertThat(problem.severity()).isEqualTo(Problem.Severity.ERROR);
              assertThat(problem.text()).contains(says).hasSizeLessThan(1_100);
              assertThat(problem.at().line()).isPositive();
            });
    assertThat(problems).noneSatisfy(problem -> assertThat(problem.text()).contains("fault of"));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("30 groups in one another", steps(groups(30)), "groups may be nested 8 deep"),
        Arguments.of("60 groups in one another", steps(groups(60)), "nested deeper than 64 levels"),
        Arguments.of(
            "10,000 steps",
            steps(
                IntStream.range(0, 10_000)
                    .mapToObj(i -> "{name: s" + i + ", event: a, where: event.x > " + i + "}")
                    .collect(Collectors.joining(", ", "[", "]"))),
            "at most 63 steps"),
        Arguments.of(
            "waits that come to more than time can hold",
            steps("[{name: a}, " + waits(7) + "]") + "  within: 1h\n",
            "can never match"),
        Arguments.of("nested parentheses", when("(".repeat(5000) + "1" + ")".repeat(5000)), "deep"),
        Arguments.of("nested lists", when("[".repeat(400) + "]".repeat(400) + " == []"), "deep"),
        Arguments.of("a long sum", when("1" + " + m".repeat(5000) + " > 0"), "deep"),
        Arguments.of("a long negation", when("!(".repeat(3000) + "m" + ")".repeat(3000)), "deep"),
        Arguments.of("a long path", when("m > 0 && profile" + ".a".repeat(5000) + " == 1"), "deep"),
        Arguments.of(
            "a long chain of calls",
            when("m > 0 && 'a'" + ".trim()".repeat(5000) + " == 'a'"),
            "deep"),
        Arguments.of("a long choice", when("m > 0 ? true : ".repeat(3000) + "false"), "deep"),
        Arguments.of(
            "a regular expression of groups",
            when("m > 0 && 'a'.matches('" + "(".repeat(3000) + ")".repeat(3000) + "')"),
            "regular expression"),
        Arguments.of(
            "an expression of 200,000 signs",
            when("m > 0 && '" + "a".repeat(200_000) + "' == 'a'"),
            "long"),
        Arguments.of(
            "a script of parentheses", script("(".repeat(5000) + "1" + ")".repeat(5000)), "deep"),
        Arguments.of("a script of sums", script("1" + " + 1".repeat(20_000)), "deep"),
        Arguments.of("a script of negations", script("!".repeat(20_000) + "1"), "deep"),
        Arguments.of(
            "a script of functions",
            script("function(){return ".repeat(3000) + "1" + "}".repeat(3000)),
            "deep"),
        Arguments.of("a script of a megabyte", script("'" + "a".repeat(1_000_000) + "'"), "long"),
        Arguments.of(
            "an offer of 20,000 expressions",
            offer(
                IntStream.range(0, 20_000)
                    .mapToObj(i -> "${m > " + i + "}")
                    .collect(Collectors.joining())),
            "expressions"),
        Arguments.of(
            "10,000 measures",
            "id: a\nwhen: m1 > 0\nmeasures:\n"
                + IntStream.range(0, 10_000)
                    .mapToObj(i -> "  m" + i + ": {aggregate: sum, value: event.x" + i + "}\n")
                    .collect(Collectors.joining()),
            "measures"),
        Arguments.of(
            "a name of 100,000 letters",
            steps("[{name: " + "n".repeat(100_000) + "}]"),
            "is longer than 100"),
        Arguments.of("a key of a megabyte", "id: a\n? " + "k".repeat(1_000_000) + "\n: 1\n", "key"),
        Arguments.of(
            "45,000 unknown keys",
            "id: a\n"
                + IntStream.range(0, 45_000)
                    .mapToObj(i -> "k" + i + ": 1\n")
                    .collect(Collectors.joining()),
            "key"),
        Arguments.of(
            "a billion laughs",
            "id: a\na: &a [x,x,x,x,x,x,x,x,x]\n"
                + IntStream.range(0, 9)
                    .mapToObj(
                        i ->
                            (char) ('b' + i)
                                + ": &"
                                + (char) ('b' + i)
                                + " ["
                                + ("*" + (char) ('a' + i) + ",").repeat(9)
                                + "]\n")
                    .collect(Collectors.joining()),
            "values in one document"),
        Arguments.of(
            "a number of 100,000 digits",
            "id: a\noffer: " + "9".repeat(100_000) + "\n",
            "integer beyond 64 bits"));
  }

  private static List<Problem> read(String document) {
    List<Problem> problems = new ArrayList<>();
    long start = THREADS.getCurrentThreadCpuTime();
    for (CampaignDocument read : CampaignReader.read("campaign.yaml", document, problems)) {
      CampaignSet.Compiled compiled =
          CampaignSet.compile(
              List.of(new CampaignSet.Published(read.campaign(), 1, Instant.EPOCH)));
      problems.addAll(compiled.problems());
    }
    assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start)).isLessThan(LONGEST);
    return problems;
  }

  private static String steps(String steps) {
    return "id: a\npattern:\n  steps: " + steps + "\n";
  }

  private static String groups(int depth) {
    return "[{steps: ".repeat(depth) + "[{name: a, event: a}]" + "}]".repeat(depth);
  }

  private static String waits(int depth) {
    return "{times: 1000, steps: [".repeat(depth) + "{name: b, after: 36525d}" + "]}".repeat(depth);
  }

  private static String when(String expression) {
    return "id: a\nmeasures: {m: {aggregate: count}}\nwhen: >-\n  " + expression + "\n";
  }

  private static String script(String value) {
    return "id: a\n"
        + "pattern:\n"
        + "  steps:\n"
        + "    - name: a\n"
        + "      script: |\n"
        + "        function(event) { return "
        + value
        + " }\n";
  }

  private static String offer(String text) {
    return when("m > 0") + "offer: \"" + text + "\"\n";
  }
}
