package dev.nudge.app.backtest;

import dev.nudge.app.replay.ReplayJob;
import dev.nudge.app.replay.ReplayOptions;
import dev.nudge.app.replay.Summary;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what campaigns would have done over files of events, beside those that run. */
@Command(
    name = "backtest",
    sortOptions = false,
    description = {
      "Say what campaigns would have done, beside those that run.",
      "",
      "Who would have got what, when, what would have been withheld and why, what the campaigns"
          + " would have displaced, who of their users gets what else, and how many reached the goal"
          + " as it was. What decides is what decides on a running system.",
      "",
      "Where a policy rules, the events are run twice, through what is --live alone and through all"
          + " together; without one no campaign has a say in what others do, and once is enough."
    },
    synopsisHeading = "Usage: ",
    customSynopsis =
        "nudge backtest --campaigns PATH... [--live PATH...] (--events FILE [--mapping FILE])..."
            + " [OPTION...]",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Example:",
      "  nudge backtest --campaigns examples/offers/campaigns/third-look.yaml \\",
      "      --live examples/offers/campaigns/cart-reminder.yaml examples/offers/policy.yaml \\",
      "      --mapping examples/offers/mapping.yaml --events examples/offers/events.jsonl",
      "",
      "Exit code 1 if a campaign, the mapping or a file is wrong, or a campaign stands on both sides."
    })
public final class BacktestCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ReplayOptions given = new ReplayOptions();

  @Option(
      names = "--live",
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "The campaigns and policies that run: files, or folders of such. --campaigns are those to"
              + " be tested.")
  private List<Path> live = new ArrayList<>();

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  /** A command that writes to this terminal. */
  public BacktestCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    ReplayJob job = given.job();
    CampaignSet tested = job.compile(Instant.EPOCH, terminal);
    Optional<Map<Long, String>> before = Optional.empty();
    ReplayJob together = job;
    if (!live.isEmpty()) {
      ReplayJob alone = job.with(live);
      CampaignSet running = alone.compile(Instant.EPOCH, terminal);
      checkApart(tested.ids(), running.ids());
      if (!tested.policyIds().isEmpty() || !running.policyIds().isEmpty()) {
        Latest<TriggersBefore> fired = new Latest<>(TriggersBefore::new);
        alone.run(terminal, fired);
        before = Optional.of(fired.made().campaigns());
      }
      List<Path> all = new ArrayList<>(live);
      all.addAll(job.campaignPaths());
      together = job.with(all);
    }
    Set<String> ids = new TreeSet<>(tested.ids());
    ids.removeAll(tested.policyIds());
    Optional<Map<Long, String>> alone = before;
    Latest<Tested> found = new Latest<>(() -> new Tested(ids, alone, job.zone()));
    Summary summary = together.run(terminal, found);
    summary.lines(false).forEach(terminal::say);
    Report report = new Report(found.made(), summary.users());
    if (json) {
      terminal.write(new JsonWriter().writeValue(report.json()));
      terminal.line("");
    } else {
      report.lines().forEach(terminal::line);
    }
    return Failure.OK;
  }

  /** Makes one whenever a replay begins, also anew, and knows the last. */
  private static final class Latest<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private @Nullable T made;

    Latest(Supplier<T> maker) {
      this.maker = maker;
    }

    @Override
    public T get() {
      T one = maker.get();
      made = one;
      return one;
    }

    T made() {
      return Objects.requireNonNull(made);
    }
  }

  private static void checkApart(Set<String> tested, Set<String> running) {
    for (String id : tested) {
      if (running.contains(id)) {
        throw Failure.input(
            "campaign '"
                + id
                + "' stands on both sides; leave out of --live what --campaigns is to take the place"
                + " of");
      }
    }
  }
}
