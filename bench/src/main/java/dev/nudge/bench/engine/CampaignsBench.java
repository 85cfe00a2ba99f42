package dev.nudge.bench.engine;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.bench.measure.Profile;
import dev.nudge.bench.measure.Ratios;
import dev.nudge.bench.measure.Rounds;
import dev.nudge.bench.workload.CampaignMix;
import dev.nudge.bench.workload.Campaigns;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.Detector;
import dev.nudge.engine.Output;
import dev.nudge.engine.UserState;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nudge bench campaigns}. */
@Command(
    name = "campaigns",
    sortOptions = false,
    description = {
      "What an event costs with few and with many campaigns, of which as many concern it.",
      "",
      "The last line, for programs: 10000_to_10 is the time of an event with 10,000 campaigns of all",
      "kinds together as a multiple of that with 10; 100000_to_10 (--most) that with 100,000."
    },
    footer = {
      "",
      "Examples:",
      "  nudge bench campaigns",
      "  NUDGE_JAVA_OPTS=-Xmx6g nudge bench campaigns --most --profile campaigns.svg"
    })
public final class CampaignsBench implements Callable<Integer> {
  private static final int FEW = 10;
  private static final int MOST = 100_000;

  private final Terminal terminal;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "How many events in a round (default: ${DEFAULT-VALUE}).",
      defaultValue = "100000")
  private int count;

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "Of how many users (default: ${DEFAULT-VALUE}).",
      defaultValue = "1000")
  private int users;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often, after two to warm up (default: ${DEFAULT-VALUE}).",
      defaultValue = "7")
  private int rounds;

  @Option(
      names = "--many",
      paramLabel = "N",
      description = "How many campaigns are many (default: ${DEFAULT-VALUE}).",
      defaultValue = "10000")
  private int many;

  @Option(
      names = "--most",
      description = "Also with 100,000 campaigns: needs 4 GiB of heap, and minutes to compile.")
  private boolean most;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description = "Write a flame graph (SVG) of the rounds of all kinds together, with the most.")
  private Optional<Path> profile = Optional.empty();

  /** Writes to this terminal. */
  public CampaignsBench(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (count < 1 || users < 1 || rounds < 1) {
      throw Failure.usage("--events, --users and --rounds are at least 1");
    }
    if (many <= FEW || many >= MOST) {
      throw Failure.usage("--many is more than " + FEW + " and less than " + Table.number(MOST));
    }
    Profile recording = Profile.into(profile);
    List<Integer> sizes = most ? List.of(FEW, many, MOST) : List.of(FEW, many);
    List<String> head = new ArrayList<>(List.of("campaigns", "triggers"));
    sizes.forEach(size -> head.add("ns an event with " + Table.number(size)));
    sizes.stream().skip(1).forEach(size -> head.add(Table.number(size) + " to 10"));
    Table table = new Table().row(head.toArray(String[]::new));
    for (CampaignMix mix : CampaignMix.values()) {
      measure(mix.words(), List.of(mix), sizes, table, Profile.NONE);
    }
    List<Double> together =
        measure("all together", List.of(CampaignMix.values()), sizes, table, recording);
    terminal.draw("");
    terminal.line(
        Table.count(count, "event")
            + " of "
            + Table.count(users, "user")
            + " in memory, one thread, medians of "
            + Table.count(rounds, "round"));
    table.lines("  ").forEach(terminal::line);
    int greatest = sizes.get(sizes.size() - 1);
    recording.write("nudge bench campaigns: " + Table.number(greatest) + " of all kinds", terminal);
    Ratios ratios = new Ratios("campaigns");
    for (int i = 1; i < sizes.size(); i++) {
      ratios.put(sizes.get(i) + "_to_10", together.get(i) / together.get(0));
    }
    ratios.to(terminal);
    return Failure.OK;
  }

  /** The seconds of a round for each number of campaigns; the profile is of the greatest. */
  private List<Double> measure(
      String what, List<CampaignMix> mixes, List<Integer> sizes, Table table, Profile recording)
      throws Exception {
    List<Shop> shops = new ArrayList<>();
    for (int size : sizes) {
      terminal.draw(what + ": compiling " + Table.count(size, "campaign") + " ...");
      int things = Math.max(1, size / mixes.size());
      shops.add(
          new Shop(
              Campaigns.compile(CampaignMix.documents(mixes, size)),
              CampaignMix.events(mixes, count, users, things),
              things));
    }
    for (int round = -1; round <= rounds; round++) {
      terminal.draw(what + (round > 0 ? ": round " + round + " of " + rounds : ": warming up"));
      for (Shop shop : shops) {
        boolean last = shop == shops.get(shops.size() - 1);
        double seconds = shop.round(users, round > 0 && last ? recording : Profile.NONE);
        if (round > 0) {
          shop.seconds.add(seconds);
        }
      }
    }
    List<Double> medians = shops.stream().map(shop -> shop.seconds.median()).toList();
    List<String> row = new ArrayList<>(List.of(what));
    row.add(String.join(" / ", shops.stream().map(shop -> Table.number(shop.triggers)).toList()));
    medians.forEach(seconds -> row.add(Table.number(Math.round(seconds * 1e9 / count))));
    for (double seconds : medians.subList(1, medians.size())) {
      row.add(String.format(Locale.ROOT, "%.2f", seconds / medians.get(0)));
    }
    table.row(row.toArray(String[]::new));
    return medians;
  }

  /** Campaigns, the events for them, and how long each round took. */
  private static final class Shop {
    final Rounds seconds = new Rounds();
    long triggers;
    private final CampaignSet campaigns;
    private final List<Event> events;
    private final int things;

    Shop(CampaignSet campaigns, List<Event> events, int things) {
      this.campaigns = campaigns;
      this.events = events;
      this.things = things;
    }

    double round(int users, Profile recording) throws Exception {
      Detector detector = new Detector(campaigns);
      Map<String, UserState> states = new HashMap<>();
      for (int i = 0; i < users; i++) {
        UserState state = new UserState("u" + i);
        detector.onProfile(
            Properties.of(Map.of("group", CampaignMix.group(i, things))),
            OptionalLong.empty(),
            state);
        states.put(state.user(), state);
      }
      triggers = 0;
      Output output = Output.triggersTo(trigger -> triggers++);
      System.gc();
      return recording.during(
          () ->
              Rounds.seconds(
                  () -> {
                    for (Event event : events) {
                      detector.onEvent(
                          event, states.computeIfAbsent(event.user(), UserState::new), output);
                    }
                  }));
    }
  }
}
