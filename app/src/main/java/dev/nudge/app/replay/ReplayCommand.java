package dev.nudge.app.replay;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nudge replay}: its options, checked before anything is read or written. */
@Command(
    name = "replay",
    sortOptions = false,
    description = {
      "Run files of events through campaigns and write the triggers.",
      "",
      "Campaigns are published before every event, unless they say 'published' or the option does."
          + " Drafts run too; paused and ended campaigns do not. When the events end, the clock runs"
          + " on and pending deadlines fire. The same input gives the same output, byte for byte."
    },
    synopsisHeading = "Usage: ",
    customSynopsis =
        "nudge replay --campaigns PATH... (--events FILE [--mapping FILE])... [OPTION...]",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Events are JSON lines (.jsonl), one event each:",
      "  {\"id\":\"e1\",\"user\":\"u1\",\"type\":\"cart\",\"time\":\"2026-11-20T10:00:00Z\",\"price\":251.7}",
      "an array of them ([ {...}, {...} ]), or CSV (.csv) with a header; all may be gzipped (.gz). A mapping brings other forms to this.",
      "",
      "Examples:",
      "  nudge replay --campaigns examples/ecommerce/campaigns \\",
      "      --mapping examples/ecommerce/mapping.yaml --events examples/ecommerce/events.csv",
      "  nudge replay --campaigns new.yaml --events day.jsonl.gz --out triggers.jsonl --rejected bad.jsonl",
      "  nudge replay --campaigns new.yaml --events clicks.csv.gz --mapping clicks.yaml \\",
      "      --events orders.jsonl --mapping orders.yaml",
      "",
      "One file is taken in its own order, unless --sort sorts it. Several are merged by time, events of one",
      "time as the files are named; one that is not in time order is refused, unless --sort sorts it.",
      "",
      "Exit code 1 if a campaign, the mapping or a file is wrong; a line that cannot be used is only"
          + " counted,",
      "unless not one of its file can be used."
    })
public final class ReplayCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ReplayOptions given = new ReplayOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the triggers go (default: standard output).")
  private @Nullable Path out;

  @Option(
      names = "--withheld",
      paramLabel = "FILE",
      description =
          "Where candidates go that did not go out, with the reason: caps, quiet hours, another that"
              + " won, a holdout.")
  private @Nullable Path withheld;

  @Option(
      names = "--outcomes",
      paramLabel = "FILE",
      description = "Where it goes whether what went out reached its goal.")
  private @Nullable Path outcomes;

  @Option(
      names = "--transitions",
      paramLabel = "FILE",
      description =
          "Where the moves of all runs go; a file called *.txt gets only their journal texts.")
  private @Nullable Path transitions;

  @Option(
      names = "--rejected",
      paramLabel = "FILE",
      description = "Where the lines go that could not be used, with the reason.")
  private @Nullable Path rejected;

  @Option(
      names = "--json",
      description =
          "Print the summary as JSON: to standard output with --out, to standard error without.")
  private boolean json;

  /** A command that writes to this terminal. */
  public ReplayCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    ReplayFiles files =
        new ReplayFiles(
            Optional.ofNullable(out),
            Optional.ofNullable(withheld),
            Optional.ofNullable(outcomes),
            Optional.ofNullable(transitions),
            Optional.ofNullable(rejected));
    ReplayJob job = given.job(files);
    checkOutputs(files);
    Summary summary = job.run(terminal);
    if (!json) {
      summary.lines(transitions != null).forEach(terminal::say);
    } else if (out != null) {
      terminal.write(new JsonWriter().writeValue(summary.json()));
      terminal.line("");
    } else {
      terminal.say(new String(new JsonWriter().writeValue(summary.json()), StandardCharsets.UTF_8));
    }
    if (!summary.useless().isEmpty()) {
      throw Failure.input(
          "not one line of "
              + (job.events().size() == 1
                  ? "the events"
                  : "'" + String.join("', '", summary.useless()) + "'")
              + " could be used; "
              + (rejected == null
                  ? "--rejected FILE writes them with the reason"
                  : "'" + rejected + "' says why"));
    }
    return Failure.OK;
  }

  /** No output may be an input, or another output: it would be gone before it is read. */
  private void checkOutputs(ReplayFiles files) throws IOException {
    List<Path> taken = new ArrayList<>(given.campaigns());
    taken.addAll(given.files());
    for (Path output : files.all()) {
      Path folder = output.toAbsolutePath().getParent();
      if (Files.isDirectory(output) || folder == null || !Files.isDirectory(folder)) {
        throw Failure.input(
            Files.isDirectory(output)
                ? "cannot write to '" + output + "': it is a folder; name a file"
                : "cannot write '" + output + "': its folder does not exist; make it first");
      }
      for (Path other : taken) {
        if (isSame(output, other)) {
          throw Failure.usage(
              "'" + output + "' is named twice; give every output a file of its own");
        }
      }
      taken.add(output);
    }
  }

  private static boolean isSame(Path left, Path right) throws IOException {
    return left.toAbsolutePath().normalize().equals(right.toAbsolutePath().normalize())
        || (Files.isRegularFile(left) && Files.exists(right) && Files.isSameFile(left, right));
  }
}
