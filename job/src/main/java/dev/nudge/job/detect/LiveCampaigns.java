package dev.nudge.job.detect;

import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.Detector;
import dev.nudge.engine.Publications;
import dev.nudge.engine.Sight;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.firing.Budgets;
import dev.nudge.engine.funnel.Funnel;
import dev.nudge.engine.json.Rejection;
import dev.nudge.job.message.Kept;
import dev.nudge.job.message.Message;
import dev.nudge.job.message.Version;
import dev.nudge.job.publication.CompiledVersions;
import dev.nudge.job.rejected.Guard;
import dev.nudge.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.state.BroadcastState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The campaigns that a subtask detects, kept as documents in broadcast state and compiled in
 * memory. A new version shows in {@link #detector} after the next {@link #refresh}, which costs
 * some ten milliseconds for ten thousand campaigns.
 */
final class LiveCampaigns {
  private static final Logger LOG = LoggerFactory.getLogger(LiveCampaigns.class);

  /**
   * A superseded version stays for so long beyond the lateness, since partitions are read apart.
   */
  private static final long MARGIN = Duration.ofHours(1).toMillis();

  /** Versions are forgotten at most so often, in the stream's time: each time, a set is made. */
  private static final long EVERY = Duration.ofMinutes(1).toMillis();

  private final BroadcastState<String, Kept<List<Version>>> documents;
  private final Settings.Time time;
  private final Funnel funnel;
  private final Publications publications = new Publications();

  /** How often conditions failed before the present detector, by campaign and reason. */
  private final Map<String, Map<String, Long>> failures = new TreeMap<>();

  /** What profiles named as a time zone and is none, before the present detector. */
  private final Map<String, Long> unknownZones = new TreeMap<>();

  private CampaignSet set;
  private Detector detector;
  private final Budgets budgets;
  private boolean changed;
  private int forgotten;
  private long forgetAt = Long.MIN_VALUE;

  /**
   * Compiles what the state holds.
   *
   * @param funnel where the runs of campaigns are counted
   * @param budgets who knows what campaigns have spent
   */
  LiveCampaigns(
      BroadcastState<String, Kept<List<Version>>> documents,
      Settings.Time time,
      Funnel funnel,
      Budgets budgets,
      Faults faults)
      throws Exception {
    this.documents = documents;
    this.time = time;
    this.funnel = funnel;
    this.budgets = budgets;
    for (Map.Entry<String, Kept<List<Version>>> entry : documents.immutableEntries()) {
      if (entry.getValue() instanceof Kept.Unreadable<List<Version>> unreadable) {
        faults.unreadable(entry.getKey(), unreadable);
      }
      for (Version version : entry.getValue().value().orElse(List.of())) {
        Guard.uncounted(() -> compile(version))
            .ifPresent(failure -> faults.uncompiled(version, failure));
      }
    }
    this.set = publications.campaigns().in(time.zone());
    this.detector = detect();
  }

  /** Hears what of the kept campaigns does not run. */
  interface Faults {
    /** The versions of this campaign cannot be read. */
    void unreadable(String campaign, Kept.Unreadable<?> versions);

    /** A version cannot be compiled. */
    void uncompiled(Version version, Rejection failure);
  }

  /** A version was published. */
  void publish(Version version) throws Exception {
    Kept<List<Version>> before = documents.get(version.campaign());
    List<Version> known = before == null ? List.of() : before.value().orElse(List.of());
    List<Version> kept = new ArrayList<>();
    known.stream().filter(one -> one.number() != version.number()).forEach(kept::add);
    kept.add(version);
    compile(version);
    documents.put(version.campaign(), Kept.of(List.copyOf(kept))); // one that fails is not kept
    changed = true;
  }

  /**
   * Forgets the versions that no event and no deadline can meet any more, when the stream has come
   * to this time: those superseded or ended for longer than events may be late, and goals are
   * watched. What was due by then has to have fired.
   *
   * @return the campaigns of which nothing is left
   */
  List<String> forget(long now) throws Exception {
    if (now < forgetAt || now == Long.MAX_VALUE) {
      return List.of();
    }
    forgetAt = now + EVERY;
    long before = now - time.lateness().toMillis() - MARGIN - set.longestGoal();
    Map<String, List<Version>> fewer = new TreeMap<>();
    for (Map.Entry<String, Kept<List<Version>>> entry : documents.immutableEntries()) {
      List<Version> versions = entry.getValue().value().orElse(List.of());
      int gone = Lifetime.gone(versions, before);
      if (gone > 0) {
        versions
            .subList(0, gone)
            .forEach(version -> publications.forget(version.campaign(), version.number()));
        fewer.put(entry.getKey(), List.copyOf(versions.subList(gone, versions.size())));
      }
    }
    List<String> ended = new ArrayList<>();
    for (Map.Entry<String, List<Version>> entry : fewer.entrySet()) {
      if (entry.getValue().isEmpty()) {
        documents.remove(entry.getKey());
        ended.add(entry.getKey());
      } else {
        documents.put(entry.getKey(), Kept.of(entry.getValue()));
      }
    }
    if (!fewer.isEmpty()) {
      changed = true;
      forgotten++;
      refresh();
      set.trim(funnel);
      failures.keySet().removeAll(ended);
    }
    return ended;
  }

  /** How often versions were forgotten. */
  int forgotten() {
    return forgotten;
  }

  /** Uses what was published since the last call. */
  void refresh() {
    if (changed) {
      changed = false;
      add(detector.conditionErrors(), failures);
      detector.unknownZones().forEach((name, count) -> unknownZones.merge(name, count, Long::sum));
      set = publications.campaigns().in(time.zone());
      detector = detect();
    }
  }

  /** How far back the measures of a version see, as of the last {@link #refresh}. */
  private List<Message.Seen> seen(Version version) {
    List<Sight> sights =
        version.state() == Version.State.ENDED
            ? List.of()
            : detector.sights(version.campaign(), version.number());
    if (sights.isEmpty()) {
      return List.of();
    }
    Map<String, Position> places = new HashMap<>();
    CampaignReader.read(version.campaign(), version.text(), new ArrayList<>())
        .forEach(
            document ->
                document
                    .campaign()
                    .measures()
                    .forEach(spec -> places.put(spec.name().value(), spec.name().position())));
    List<Message.Seen> seen = new ArrayList<>();
    for (Sight sight : sights) {
      Position at = places.getOrDefault(sight.measure(), new Position("", 1, 1));
      seen.add(new Message.Seen(at.line(), at.column(), sight));
    }
    return List.copyOf(seen);
  }

  /**
   * That a subtask uses a version, as of the last {@link #refresh}.
   *
   * @param warnings of the subtask, beside those of the version
   */
  Message.Applied applied(Message.Published published, int subtask, List<String> warnings) {
    List<String> all = new ArrayList<>(published.warnings());
    warnings.forEach(warning -> all.add("1:1: warning: " + warning));
    return new Message.Applied(
        published.version(),
        published.record(),
        subtask,
        seen(published.version()),
        List.copyOf(all));
  }

  /** The campaigns as of the last {@link #refresh}. */
  CampaignSet campaigns() {
    return set;
  }

  /** Detects the campaigns as of the last {@link #refresh}. */
  Detector detector() {
    return detector;
  }

  /** How often conditions failed or runs were dropped, by campaign and reason. */
  Map<String, Map<String, Long>> failures() {
    Map<String, Map<String, Long>> all = new TreeMap<>();
    add(failures, all);
    add(detector.conditionErrors(), all);
    return all;
  }

  /** What profiles named as a time zone and is none, and how often. */
  Map<String, Long> unknownZones() {
    Map<String, Long> all = new TreeMap<>(unknownZones);
    detector.unknownZones().forEach((name, count) -> all.merge(name, count, Long::sum));
    return all;
  }

  private static void add(
      Map<String, Map<String, Long>> counts, Map<String, Map<String, Long>> sums) {
    counts.forEach(
        (campaign, reasons) -> {
          Map<String, Long> sum = sums.computeIfAbsent(campaign, id -> new TreeMap<>());
          reasons.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
        });
  }

  private Detector detect() {
    Detector made = new Detector(set, time.lateness(), time.history(), time.repeats());
    made.count(funnel);
    made.asks(budgets);
    return made;
  }

  private void compile(Version version) {
    List<Problem> problems = new ArrayList<>();
    CompiledVersions.SHARED
        .of(version, () -> read(version, problems), publications)
        .ifPresent(
            compiled -> {
              if (publications.add(compiled)) {
                problems.addAll(compiled.problems());
              } else {
                read(version, new ArrayList<>())
                    .map(campaign -> CompiledVersions.published(version, campaign))
                    .ifPresent(published -> problems.addAll(publications.add(published)));
              }
            });
    if (problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR)) {
      // It was checked when it was published: only another version of this program finds more.
      LOG.error("campaign {} does not run: {}", version.campaign(), problems);
    }
  }

  private static Optional<Campaign> read(Version version, List<Problem> problems) {
    return CampaignReader.read(version.campaign(), version.text(), problems).stream()
        .findFirst()
        .map(CampaignDocument::campaign);
  }
}
