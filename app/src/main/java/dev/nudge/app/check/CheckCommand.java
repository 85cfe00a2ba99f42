package dev.nudge.app.check;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.CampaignSet.Published;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.Problem;
import dev.nudge.engine.json.JsonWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nudge check}. */
@Command(
    name = "check",
    sortOptions = false,
    description = {
      "Read campaigns and say all that is wrong with them.",
      "",
      "Every mistake of every document is reported at once, one line each, as"
          + " FILE:LINE:COLUMN: error: TEXT. A warning does not stop a campaign."
    },
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  nudge check examples/ecommerce/campaigns",
      "  nudge check abandoned-cart.yaml --explain",
      "  nudge check campaigns --json | jq '.problems[].text'",
      "",
      "Exit code 1 if there is an error."
    })
public final class CheckCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Campaign files, or folders with *.yaml, *.yml and *.json files at any depth.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--explain",
      description = "Say in words what each campaign waits for, and what it may cost to remember.")
  private boolean explain;

  @Option(names = "--json", description = "Print one JSON object, for machines.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  /** A command that writes to this terminal. */
  public CheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CampaignFiles files = CampaignFiles.read(paths);
    CampaignSet.Compiled compiled = compile(files.campaigns());
    List<Problem> problems = new ArrayList<>(files.problems());
    problems.addAll(compiled.problems());
    problems.sort((left, right) -> left.at().compareTo(right.at()));
    long errors = errors(problems);
    Map<String, String> explanations = new LinkedHashMap<>();
    if (explain) {
      for (Campaign campaign : files.campaigns()) {
        String id = campaign.id().value();
        if (compiled.campaigns().contains(id)) {
          explanations.put(id, compiled.campaigns().explain(id));
        }
      }
    }
    if (json) {
      terminal.write(new JsonWriter().writeValue(asJson(files, problems, errors, explanations)));
      terminal.line("");
    } else {
      problems.forEach(problem -> terminal.line(problem.toString()));
      explanations.values().forEach(text -> terminal.line(text.stripTrailing() + "\n"));
    }
    terminal.say(
        Table.count(files.campaigns().size(), "campaign")
            + " in "
            + Table.count(files.files(), "file")
            + ", "
            + Table.count(errors, "error")
            + (problems.size() > errors
                ? ", " + Table.count(problems.size() - errors, "warning")
                : ""));
    return errors > 0 ? Failure.INPUT : Failure.OK;
  }

  /** Compiles campaigns as if they were published at one moment, to find what is wrong. */
  public static CampaignSet.Compiled compile(List<Campaign> campaigns) {
    return CampaignSet.compile(
        campaigns.stream()
            .map(
                campaign ->
                    new Published(campaign, 1, campaign.published().orElse(Instant.EPOCH)))
            .toList());
  }

  /** How many of these are errors. */
  public static long errors(List<Problem> problems) {
    return problems.stream()
        .filter(problem -> problem.severity() == Problem.Severity.ERROR)
        .count();
  }

  private static Map<String, Object> asJson(
      CampaignFiles files, List<Problem> problems, long errors, Map<String, String> explanations) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("files", (long) files.files());
    json.put("campaigns", (long) files.campaigns().size());
    json.put("errors", errors);
    json.put("warnings", problems.size() - errors);
    json.put("problems", problems.stream().map(CheckCommand::asJson).toList());
    if (!explanations.isEmpty()) {
      json.put("explanations", explanations);
    }
    return json;
  }

  private static Map<String, Object> asJson(Problem problem) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", problem.at().file());
    json.put("line", (long) problem.at().line());
    json.put("column", (long) problem.at().column());
    json.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
    json.put("text", problem.text());
    return json;
  }
}
