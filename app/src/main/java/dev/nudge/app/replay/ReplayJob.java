package dev.nudge.app.replay;

import dev.nudge.app.check.CampaignFiles;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Progress;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.Detector;
import dev.nudge.engine.Output;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Suggestion;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.mapping.ProfileUpdate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A replay as it was ordered.
 *
 * @param campaignPaths files and folders
 * @param events the files, which are merged by time; one alone keeps its order
 * @param profiles what is known of the users
 * @param catalog what is added to the events
 * @param until the end of time, in milliseconds since 1970-01-01T00:00Z; events at it are taken
 * @param sort whether the events are sorted by time first
 * @param published when campaigns were published that do not say it themselves; absent: before
 *     every event
 * @param zone of users whose profile names none
 * @param repeats how many of a user's last events are known, to drop one that comes again
 * @param files where the results go
 */
public record ReplayJob(
    List<Path> campaignPaths,
    List<EventsFile> events,
    Optional<Path> profiles,
    Optional<Path> catalog,
    long until,
    boolean sort,
    Optional<Instant> published,
    ZoneId zone,
    int repeats,
    ReplayFiles files) {

  /** A replay of all events in file order that keeps the triggers only. */
  public static ReplayJob of(
      List<Path> campaigns, Path events, Optional<Path> mapping, Optional<Path> out) {
    return new ReplayJob(
        campaigns,
        List.of(new EventsFile(events, mapping)),
        Optional.empty(),
        Optional.empty(),
        Long.MAX_VALUE,
        false,
        Optional.empty(),
        ZoneOffset.UTC,
        Detector.DEFAULT_REPEATS,
        ReplayFiles.of(out));
  }

  /**
   * Does it.
   *
   * @throws Failure if a campaign, the mapping or a file is wrong
   */
  public Summary run(Terminal terminal) throws IOException {
    return run(terminal, () -> null);
  }

  /**
   * Does it, and hands what comes out to somebody in place of files, on several threads.
   *
   * @param begun called when it begins, or, where events are not in the order of their times,
   *     begins anew: what was told before does not count then
   */
  public Summary run(Terminal terminal, Supplier<? extends @Nullable Output> begun)
      throws IOException {
    long begin = System.nanoTime();
    try {
      return run(terminal, begin, true, begun.get());
    } catch (OutOfOrderException e) {
      return run(terminal, begin, false, begun.get());
    }
  }

  /** The same of other campaigns. */
  public ReplayJob with(List<Path> campaigns) {
    return new ReplayJob(
        campaigns, events, profiles, catalog, until, sort, published, zone, repeats, files);
  }

  private Summary run(Terminal terminal, long begin, boolean inOrder, @Nullable Output told)
      throws IOException {
    Summary summary = new Summary(events.size());
    List<Campaign> campaigns = running(summary, false, terminal);
    PublicationTime publication = new PublicationTime(published, campaigns);
    if (!inOrder && publication.needsOldest()) {
      long[] oldest = {Long.MAX_VALUE};
      parse(event -> oldest[0] = Math.min(oldest[0], event.time()), terminal);
      publication.oldest(oldest[0]);
    }
    Inputs inputs = Inputs.open(events, catalog, terminal);
    List<ProfileUpdate> known =
        profiles.isPresent() ? inputs.readProfiles(profiles.get()) : List.of();
    summary.profiles(known.size());
    try (Feed feed = new ThreadedFeed(inputs.events(sort, files.rejected().isPresent()))) {
      Optional<Batch> read = feed.next();
      // Before any output is emptied: the campaigns are right.
      Instant time = publication.of(read);
      CampaignSet compiled = compile(campaigns, time, terminal);
      try (ReplayOutput output = new ReplayOutput(terminal, names(), summary, files, told)) {
        ReplayOutput.Part unusable = output.new Part();
        Progress progress = new Progress(terminal, bytes());
        while (read.isPresent() && read.get().events().isEmpty()) {
          // Only at the first event may the time be known at which the campaigns are published.
          read.get().rejected().forEach(unusable::rejected);
          read = feed.next();
          time = publication.of(read);
          compiled = compile(campaigns, time, terminal);
        }
        try (Shards shards = new Shards(compiled, output, known, until, inOrder, repeats)) {
          for (; read.isPresent(); read = feed.next()) {
            publication.check(read.get(), time);
            read.get().rejected().forEach(unusable::rejected);
            shards.take(read.get(), until, summary);
            progress.at(summary.events(), read.get().position());
          }
          summary.read(feed.read());
          shards.finish();
          progress.end();
          output.finish();
          shards.refused().forEach(summary::profileRefused);
          summary.unknownZones(shards.unknownZones());
          summary.end(shards.users(), shards.conditionErrors(), (System.nanoTime() - begin) / 1e9);
        }
      }
    }
    return summary;
  }

  private List<String> names() {
    return events.stream().map(file -> file.file().toString()).toList();
  }

  private long bytes() throws IOException {
    long bytes = 0;
    for (EventsFile file : events) {
      bytes += Files.size(file.file());
    }
    return bytes;
  }

  /** Only reads and parses the events, on the caller's thread. */
  public void parse(Consumer<Event> sink, Terminal terminal) throws IOException {
    try (Feed feed = Inputs.open(events, catalog, terminal).events(sort, false)) {
      for (Optional<Batch> read = feed.next(); read.isPresent(); read = feed.next()) {
        read.get().events().forEach(sink);
      }
    }
  }

  /** Only reads and compiles the campaigns. */
  public CampaignSet compile(Instant publication, Terminal terminal) {
    return compile(running(new Summary(0), false, terminal), publication, terminal);
  }

  /**
   * Only reads: all that a replay would give to the detector of one user.
   *
   * @param wanted the campaigns that matter, by id; empty for all
   * @throws Failure if a campaign, the mapping or a file is wrong, or there is no such user or
   *     campaign
   */
  public OneUser oneUser(String user, Set<String> wanted, Terminal terminal) throws IOException {
    Summary summary = new Summary(events.size());
    List<Campaign> campaigns = chosen(running(summary, true, terminal), summary.idle(), wanted);
    compile(campaigns, Instant.EPOCH, terminal); // what is wrong is told before a long file is read
    Inputs inputs = Inputs.open(events, catalog, terminal);
    OneUser.Reader reader = new OneUser.Reader(user, until);
    if (profiles.isPresent()) {
      inputs.readProfiles(profiles.get()).forEach(reader::profile);
    }
    try (Feed feed = new ThreadedFeed(inputs.events(sort, false))) {
      for (Optional<Batch> read = feed.next(); read.isPresent(); read = feed.next()) {
        reader.take(read.get());
      }
    }
    reader.check(names());
    Instant publication = published.orElseGet(reader::oldest);
    CampaignSet compiled =
        compiled(CampaignSet.compileObservable(published(campaigns, publication)), terminal);
    return reader.read(campaigns, compiled, summary.idle(), publication, repeats);
  }

  private List<Campaign> chosen(
      List<Campaign> running, Map<String, String> idle, Set<String> wanted) {
    Map<String, Campaign> byId = new LinkedHashMap<>();
    running.forEach(campaign -> byId.put(campaign.id().value(), campaign));
    for (String id : wanted) {
      if (idle.containsKey(id)) {
        throw Failure.input("campaign '" + id + "' is " + idle.get(id) + ": it does not run");
      } else if (!byId.containsKey(id)) {
        throw Failure.input(
            "there is no campaign '"
                + id
                + "'"
                + Suggestion.nearest(id, byId.keySet())
                    .map(near -> "; did you mean '" + near + "'?")
                    .orElse(": there are " + String.join(", ", new TreeSet<>(byId.keySet()))));
      }
    }
    return running.stream()
        .filter(campaign -> wanted.isEmpty() || wanted.contains(campaign.id().value()))
        .toList();
  }

  /**
   * The campaigns that run; the others go into the summary.
   *
   * @param told whether those that are paused run too, which fires nothing but can be told of
   */
  private List<Campaign> running(Summary summary, boolean told, Terminal terminal) {
    CampaignFiles files = CampaignFiles.read(campaignPaths);
    if (CampaignFiles.errors(files.problems()) > 0) {
      refuse(files.allProblems(), terminal); // all of them at once
    }
    List<Campaign> running = new ArrayList<>();
    for (Campaign campaign : files.campaigns()) {
      String id = campaign.id().value();
      boolean runs =
          switch (campaign.status()) {
            case DRAFT, LIVE, SHADOW -> true;
            case PAUSED -> told;
            case ENDED -> false;
          };
      if (runs) {
        running.add(campaign);
        if (campaign.policy().isEmpty()) {
          summary.campaign(id);
        }
      } else {
        summary.idleCampaign(id, campaign.status().name().toLowerCase(Locale.ROOT));
      }
    }
    return running;
  }

  private CampaignSet compile(List<Campaign> campaigns, Instant publication, Terminal terminal) {
    return compiled(CampaignSet.compile(published(campaigns, publication)), terminal);
  }

  private static List<CampaignSet.Published> published(
      List<Campaign> campaigns, Instant publication) {
    return campaigns.stream()
        .map(campaign -> CampaignFiles.published(campaign, publication))
        .toList();
  }

  private CampaignSet compiled(CampaignSet.Compiled compiled, Terminal terminal) {
    if (CampaignFiles.errors(compiled.problems()) > 0) {
      refuse(compiled.problems(), terminal);
    }
    return compiled.campaigns().in(zone);
  }

  private static void refuse(List<Problem> problems, Terminal terminal) {
    problems.forEach(problem -> terminal.say(problem.toString()));
    throw Failure.input(
        Table.count(CampaignFiles.errors(problems), "error")
            + " in the campaigns: mend them, 'nudge check' shows them again");
  }
}
