package dev.nudge.app.check;

import dev.nudge.app.input.MappingFile;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.mapping.Mapping;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nudge check}. */
@Command(
    name = "check",
    sortOptions = false,
    description = {
      "Read campaigns, mappings and documents of data, and say what is wrong.",
      "",
      "Every mistake of every document is reported at once, one line each, as"
          + " FILE:LINE:COLUMN: error: TEXT. A warning does not stop a campaign.",
      "",
      "Without a mistake, it says the most that each campaign remembers of one user: runs (partial"
          + " matches), the events they keep, bytes of memory beside those events, and timers."
          + " Where nothing in the campaign limits the runs, the cap does, marked with a *.",
      "",
      "Of queries (*.sql), collections and boards the form is checked: keys, parameters, one statement. Whether their"
          + " columns are there is known where they run; 'nudge query' says so. Channels are checked as"
          + " 'nudge channels publish' does.",
      "",
      "With --sample, it says what the mapping makes of a file's first 10,000 lines: the first"
          + " events, what is rejected and why, and which times and ids are hardly meant so."
    },
    synopsisHeading = "Usage: ",
    customSynopsis = {
      "nudge check [OPTION...] PATH...",
      "       nudge check [--mapping FILE] --sample FILE [PATH...]"
    },
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  nudge check examples/ecommerce/campaigns",
      "  nudge check abandoned-cart.yaml --explain",
      "  nudge check campaigns --json | jq '.problems[].text'",
      "  nudge check queries",
      "  nudge check --mapping clicks.yaml --sample clicks.csv",
      "",
      "Exit code 1 if there is an error, or no line of the sample is an event."
    })
public final class CheckCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description =
          "Campaign and query files, or folders with *.yaml, *.yml, *.json and *.sql files at any"
              + " depth.")
  private List<Path> paths = new ArrayList<>();

  @Option(names = "--explain", description = "Say in words what each campaign waits for.")
  private boolean explain;

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description = "How a line becomes an event (default: canonical).")
  private @Nullable Path mapping;

  @Option(
      names = "--sample",
      paramLabel = "FILE",
      description =
          "JSON lines (.jsonl) or CSV (.csv), perhaps gzipped, to be read by the mapping.")
  private @Nullable Path sample;

  @Option(names = "--json", description = "Print one JSON object, for machines.")
  private boolean json;

  /** A command that writes to this terminal. */
  public CheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (paths.isEmpty() && mapping == null && sample == null) {
      throw Failure.usage("name campaign files or folders, or a file with --sample");
    }
    Mapping lines = MappingFile.read(Optional.ofNullable(mapping), terminal);
    Optional<Sample> read =
        sample == null ? Optional.empty() : Optional.of(Sample.read(sample, lines));
    DataFiles data = DataFiles.read(paths);
    CampaignFiles files = CampaignFiles.read(data.others());
    List<Problem> problems = new ArrayList<>(files.allProblems(data.segmentNames()));
    problems.addAll(data.problems());
    data.queryNames()
        .ifPresent(names -> problems.addAll(new OfferQueries(names).problems(files.campaigns())));
    long errors = CampaignFiles.errors(problems);
    Map<String, CampaignSet> alone = alone(files);
    if (json) {
      Map<String, Object> all = asJson(files, problems, errors, alone);
      all.put("queries", (long) data.queries().size());
      all.put("collections", (long) data.collections());
      all.put("boards", (long) data.boards());
      all.put("channels", (long) data.channels());
      all.put("segments", (long) data.segments().size());
      read.ifPresent(found -> all.put("sample", found.asJson()));
      terminal.write(new JsonWriter().writeValue(all));
      terminal.line("");
    } else {
      read.ifPresent(found -> found.lines().forEach(terminal::line));
      problems.forEach(problem -> terminal.line(problem.toString()));
      if (explain) {
        alone.forEach(
            (id, set) -> {
              set.explain(id).stripTrailing().lines().forEach(terminal::line);
              terminal.line("");
            });
      } else if (errors == 0 && files.files() > 0) {
        Footprints.of(alone).lines().forEach(terminal::line);
      }
    }
    if (paths.isEmpty() && sample == null) {
      terminal.say("0 errors in the mapping; --sample FILE shows what it makes of a file");
    }
    if (!paths.isEmpty()) {
      String campaigns =
          Table.count(files.documents().size(), "campaign")
              + " in "
              + Table.count(files.files(), "file")
              + ", ";
      terminal.say(
          (data.others().isEmpty() ? "" : campaigns)
              + (data.queries().isEmpty() ? "" : queries(data.queries().size()) + ", ")
              + (data.collections() == 0
                  ? ""
                  : Table.count(data.collections(), "collection") + ", ")
              + (data.boards() == 0 ? "" : Table.count(data.boards(), "board") + ", ")
              + (data.channels() == 0
                  ? ""
                  : Table.count(data.channels(), "file") + " of channels, ")
              + (data.segments().isEmpty()
                  ? ""
                  : Table.count(data.segments().size(), "segment") + ", ")
              + Table.count(errors, "error")
              + (problems.size() > errors
                  ? ", " + Table.count(problems.size() - errors, "warning")
                  : ""));
    }
    if (!json && errors == 0) {
      Footprints.of(alone).warning().ifPresent(terminal::say);
    }
    return errors > 0 || read.filter(Sample::isUseless).isPresent() ? Failure.INPUT : Failure.OK;
  }

  private static String queries(int number) {
    return number == 1 ? "1 query" : Table.number(number) + " queries";
  }

  /** Each campaign that could run in a set of its own, by id. */
  private static Map<String, CampaignSet> alone(CampaignFiles files) {
    Map<String, CampaignSet> sets = new LinkedHashMap<>();
    for (CampaignDocument document : files.documents()) {
      if (document.sound()) {
        Campaign campaign = document.campaign();
        CampaignSet set =
            CampaignSet.compile(List.of(CampaignFiles.published(campaign, Instant.EPOCH)))
                .campaigns();
        if (set.size() == 1) {
          sets.put(campaign.id().value(), set);
        }
      }
    }
    return sets;
  }

  private Map<String, Object> asJson(
      CampaignFiles files, List<Problem> problems, long errors, Map<String, CampaignSet> alone) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("files", (long) files.files());
    json.put("campaigns", (long) files.documents().size());
    json.put("errors", errors);
    json.put("warnings", problems.size() - errors);
    json.put("problems", problems.stream().map(CheckCommand::asJson).toList());
    json.put("footprints", Footprints.of(alone).asJson());
    if (explain) {
      Map<String, Object> explanations = new LinkedHashMap<>();
      alone.forEach((id, set) -> explanations.put(id, set.explain(id)));
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
