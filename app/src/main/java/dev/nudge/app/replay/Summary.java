package dev.nudge.app.replay;

import dev.nudge.app.terminal.Table;
import dev.nudge.engine.document.ZoneSuggestion;
import dev.nudge.engine.event.Plausible;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a replay did, in numbers; mutable while it runs. */
public final class Summary {
  /** By campaign, those that did not fire included. */
  private final Map<String, Long> triggers = new TreeMap<>();

  /** By campaign: why it does not run. */
  private final Map<String, String> idle = new TreeMap<>();

  /** By reason. */
  private final Map<String, Long> rejected = new TreeMap<>();

  /** Profile updates, by reason. */
  private final Map<String, Long> refused = new TreeMap<>();

  private final FiringCounts firing = new FiringCounts();
  private final FileCounts files;

  /** What profiles named as a time zone and is none. */
  private Map<String, Long> unknownZones = Map.of();

  private Map<String, Map<String, Long>> conditionErrors = Map.of();
  private long events;
  private long beyondUntil;
  private long repeats;
  private long disordered;
  private long likeSeconds;
  private long users;
  private long transitions;
  private long profiles;
  private long approximate;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private double seconds;

  /** Of a replay of so many files of events. */
  Summary(int files) {
    this.files = new FileCounts(files);
  }

  void event(int file, long time) {
    files.event(file);
    events++;
    first = Math.min(first, time);
    last = Math.max(last, time);
    likeSeconds += Plausible.looksLikeSeconds(time) ? 1 : 0;
  }

  void eventBeyondUntil(int file) {
    files.beyondUntil(file);
    beyondUntil++;
  }

  /** An event was older than another of its user before it. */
  void disordered() {
    disordered++;
  }

  /** An event came again and was dropped. */
  void repeated() {
    repeats++;
  }

  /** All files have been read. */
  void read(List<FileRead> all) {
    files.read(all);
  }

  void campaign(String id) {
    triggers.putIfAbsent(id, 0L);
  }

  void idleCampaign(String id, String why) {
    idle.put(id, why);
  }

  /** By campaign: why it does not run. */
  Map<String, String> idle() {
    return Map.copyOf(idle);
  }

  void trigger(String campaign, boolean isApproximate) {
    triggers.merge(campaign, 1L, Long::sum);
    approximate += isApproximate ? 1 : 0;
  }

  /** What became of candidates. */
  FiringCounts firing() {
    return firing;
  }

  void transition() {
    transitions++;
  }

  void rejected(int file, String reason) {
    files.rejected(file);
    rejected.merge(reason, 1L, Long::sum);
  }

  void profiles(long count) {
    profiles = count;
  }

  void profileRefused(Rejection why) {
    refused.merge(why.reason(), 1L, Long::sum);
  }

  /** What profiles named as a time zone and is none, and how often. */
  void unknownZones(Map<String, Long> counts) {
    unknownZones = new TreeMap<>(counts);
  }

  /** Nothing comes after this. */
  void end(long userCount, Map<String, Map<String, Long>> errors, double elapsedSeconds) {
    users = userCount;
    conditionErrors = new TreeMap<>(errors);
    seconds = elapsedSeconds;
  }

  /** How many users had an event. */
  public long users() {
    return users;
  }

  long events() {
    return events;
  }

  /** How many there were. */
  public long triggerCount() {
    return sum(triggers);
  }

  long rejectedCount() {
    return sum(rejected);
  }

  /** The files that had lines to use, of which not one could be. */
  List<String> useless() {
    return files.useless();
  }

  double seconds() {
    return seconds;
  }

  double eventsPerSecond() {
    return seconds > 0 ? events / seconds : 0;
  }

  /** For people. */
  List<String> lines(boolean transitionsWanted) {
    List<String> lines = new ArrayList<>();
    String span = events == 0 ? "" : ", " + IsoTime.format(first) + " to " + IsoTime.format(last);
    lines.add(Table.count(events, "event") + " of " + Table.count(users, "user") + span);
    lines.addAll(files.lines());
    if (profiles > 0) {
      lines.add(Table.count(profiles, "profile update"));
    }
    if (likeSeconds > 0) {
      lines.add("the times of " + Table.count(likeSeconds, "event") + " " + Plausible.LIKE_SECONDS);
    }
    if (!refused.isEmpty()) {
      lines.add(Table.count(sum(refused), "profile update") + " not taken:");
      lines.addAll(counts(refused));
    }
    if (!unknownZones.isEmpty()) {
      lines.add("time zones of profiles that are none, so that the days of --zone hold:");
      Table table = new Table();
      unknownZones.forEach(
          (name, count) ->
              table.row("'" + name + "'" + ZoneSuggestion.didYouMean(name), Table.number(count)));
      lines.addAll(table.lines("  "));
    }
    if (beyondUntil > 0) {
      lines.add(Table.count(beyondUntil, "event") + " after --until, not taken");
    }
    if (files.passedOver() > 0) {
      lines.add(Table.count(files.passedOver(), "line") + " passed over, as the mapping says");
    }
    if (disordered > 0) {
      lines.add(
          Table.count(disordered, "event")
              + " after later ones of their user, taken as they came; --sort takes them by time");
    }
    if (repeats > 0) {
      lines.add(
          Table.count(repeats, "event") + " dropped: the same id and type came shortly before");
    }
    lines.add(Table.count(rejectedCount(), "line") + " rejected" + colon(rejected.isEmpty()));
    lines.addAll(counts(rejected));
    lines.add(Table.count(triggerCount(), "trigger") + colon(triggers.isEmpty()));
    lines.addAll(counts(triggers));
    if (approximate > 0) {
      lines.add(
          Table.count(approximate, "trigger")
              + " with a measure that had outgrown its exact form (\"approximate\": true)");
    }
    lines.addAll(firing.lines());
    if (!idle.isEmpty()) {
      lines.add("not run:");
      Table table = new Table();
      idle.forEach(table::row);
      lines.addAll(table.lines("  "));
    }
    if (transitionsWanted) {
      lines.add(Table.count(transitions, "transition"));
    }
    if (!conditionErrors.isEmpty()) {
      lines.add("conditions that could not be evaluated, and so were false:");
      Table table = new Table();
      conditionErrors.forEach(
          (campaign, reasons) ->
              new TreeMap<>(reasons)
                  .forEach(
                      (reason, count) -> table.row(campaign + ": " + reason, Table.number(count))));
      lines.addAll(table.lines("  "));
    }
    lines.add(
        String.format(
            Locale.ROOT, "%.1f s, %s events/s", seconds, Table.number((long) eventsPerSecond())));
    return lines;
  }

  /** For machines. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("events", events);
    if (events > 0) {
      json.put("first", IsoTime.format(first));
      json.put("last", IsoTime.format(last));
    }
    json.put("users", users);
    json.put("profile_updates", profiles);
    json.put("times_like_seconds", likeSeconds);
    json.put("profile_updates_refused", refused);
    json.put("unknown_time_zones", unknownZones);
    json.put("after_until", beyondUntil);
    json.put("out_of_order", disordered);
    json.put("repeats", repeats);
    json.put("passed_over", files.passedOver());
    json.put("rejected", rejected);
    json.put("triggers", triggers);
    json.put("approximate_triggers", approximate);
    json.put("not_run", idle);
    firing.json(json);
    json.put("transitions", transitions);
    json.put("condition_errors", conditionErrors);
    json.put("files", files.json());
    json.put("seconds", seconds);
    json.put("events_per_second", eventsPerSecond());
    return json;
  }

  private static String colon(boolean nothingFollows) {
    return nothingFollows ? "" : ":";
  }

  private static List<String> counts(Map<String, Long> counts) {
    Table table = new Table();
    counts.forEach((name, count) -> table.row(name, Table.number(count)));
    return table.lines("  ");
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
