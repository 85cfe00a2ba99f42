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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
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
      "The events are run twice, through the --live campaigns and policies alone and through all"
          + " together: who would have got what, when, what would have been withheld and why, what"
          + " the campaigns would have displaced, who of their users gets what else, and how many"
          + " reached the goal as it was. What decides is what decides on a running system."
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
    Map<Long, String> before = Map.of();
    ReplayJob together = job;
    if (!live.isEmpty()) {
      ReplayJob alone = job.with(live);
      checkApart(tested.ids(), alone.compile(Instant.EPOCH, terminal).ids());
      TriggersBefore[] fired = new TriggersBefore[1];
      alone.run(
          terminal,
          () -> {
            fired[0] = new TriggersBefore();
            return fired[0];
          });
      before = fired[0].campaigns();
      List<Path> all = new ArrayList<>(live);
      all.addAll(job.campaignPaths());
      together = job.with(all);
    }
    Set<String> ids = new TreeSet<>(tested.ids());
    ids.removeAll(tested.policyIds());
    Map<Long, String> alone = before;
    Tested[] found = new Tested[1];
    Summary summary =
        together.run(
            terminal,
            () -> {
              found[0] = new Tested(ids, alone, job.zone());
              return found[0];
            });
    summary.lines(false).forEach(terminal::say);
    Report report = new Report(found[0], summary.users());
    if (json) {
      terminal.write(new JsonWriter().writeValue(report.json()));
      terminal.line("");
    } else {
      report.lines().forEach(terminal::line);
    }
    return Failure.OK;
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
