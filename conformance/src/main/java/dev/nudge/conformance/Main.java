package dev.nudge.conformance;

import dev.nudge.conformance.random.RandomCase;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nudge test patterns}. */
@Command(
    name = "nudge test patterns",
    header = "Hold Nudge's patterns against Flink CEP's.",
    description = {
      "",
      "Makes random patterns and random events, runs each pair through Nudge (as a campaign"
          + " document, from its text on) and through Flink CEP, and compares all matches."
          + " docs/flink-cep.md says what is compared and what is not.",
      "",
      "A difference is made as small as it goes and shown. The last line of the output is one"
          + " JSON object.",
      ""
    },
    footer = {"", "Exit code 0 when nothing differs, 1 when something does, 2 usage, 3 failure."})
public final class Main implements Callable<Integer> {
  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How many pairs to run (default: ${DEFAULT-VALUE}).")
  private int pairs;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Whose pairs; the same seed gives the same pairs (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--only",
      paramLabel = "NUMBER",
      defaultValue = "-1",
      description = "Run and show only the pair with this number.")
  private int only;

  @Option(
      names = "--show",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many differences to make small and show (default: ${DEFAULT-VALUE}).")
  private int show;

  @Option(names = "--json", description = "Write only the JSON object.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Say this.")
  @SuppressWarnings("UnusedVariable") // picocli looks at it
  private boolean help;

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  private Main() {}

  /** Runs the command. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Main())
            .setExecutionExceptionHandler(
                (failure, command, result) -> {
                  failure.printStackTrace(command.getErr());
                  return 3;
                })
            .execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    if (pairs < 1) {
      err.println("nudge: '--pairs' must be at least 1, and is " + pairs);
      return 2;
    }
    if (only >= 0) {
      out.print(Shown.words(RandomCase.of(seed, only)));
      return 0;
    }
    ProgressLine progress = new ProgressLine(err, Boolean.getBoolean("nudge.watched"), pairs);
    PairCounts counts = Pairs.run(pairs, seed, progress);
    progress.end();
    List<Integer> failures = counts.failures();
    if (!json) {
      failures.stream().limit(show).forEach(number -> out.println(Shown.difference(seed, number)));
      if (failures.size() > show) {
        out.println(
            "more differ; show one with --only NUMBER: "
                + failures.stream().skip(show).limit(20).toList());
      }
      out.println(counts.table());
    }
    out.println(counts.json(seed));
    return failures.isEmpty() ? 0 : 1;
  }
}
