package dev.nudge.app.replay;

import dev.nudge.app.terminal.Failure;
import dev.nudge.engine.Detector;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/**
 * What a command is told that runs campaigns over a file: {@code @Mixin private ReplayOptions given
 * = new ReplayOptions()}.
 */
public final class ReplayOptions {
  @Option(
      names = "--campaigns",
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description = "Campaign files, or folders with *.yaml, *.yml and *.json files.")
  private List<Path> campaigns = new ArrayList<>();

  @ArgGroup(exclusive = false, multiplicity = "1..*")
  private List<Read> read = new ArrayList<>();

  /** A file of events and its mapping. */
  static final class Read {
    @Option(
        names = "--events",
        required = true,
        paramLabel = "FILE",
        description =
            "The events: .jsonl or .csv, also .gz. May be given more than once: the files are merged"
                + " by time, each in time order or sorted by --sort.")
    @SuppressWarnings("NullAway.Init") // required, so set by picocli
    private Path events;

    @Option(
        names = "--mapping",
        paramLabel = "FILE",
        description =
            "How a line of the --events before it becomes an event; without one, lines are Nudge's"
                + " own form.")
    private @Nullable Path mapping;
  }

  @Option(
      names = "--profiles",
      paramLabel = "FILE",
      description =
          "What is known of the users: applied before the first event, or at its 'time' where a"
              + " line has one.")
  private @Nullable Path profiles;

  @Option(
      names = "--catalog",
      paramLabel = "FILE",
      description =
          "Properties of products (or the like) that are added to the events naming them.")
  private @Nullable Path catalog;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description =
          "Stop the clock here (2026-11-20T10:00:00Z): later events are not taken, later"
              + " deadlines do not fire.")
  private @Nullable Instant until;

  @Option(
      names = "--published",
      paramLabel = "TIME",
      description =
          "When campaigns were published that do not say it (default: before every event).")
  private @Nullable Instant published;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "The time zone of users whose profile names none (default: ${DEFAULT-VALUE}).")
  private ZoneId zone = ZoneId.of("UTC");

  @Option(
      names = "--repeats",
      paramLabel = "N",
      description =
          "How many of a user's last events are known, to drop one that comes twice, as the setting"
              + " ordering.repeats (default: ${DEFAULT-VALUE}).")
  private int repeats = Detector.DEFAULT_REPEATS;

  @Option(
      names = "--sort",
      description = "Sort the events by time first, on disk where they do not fit the memory.")
  private boolean sort;

  /** The files and folders of the campaigns. */
  List<Path> campaigns() {
    return campaigns;
  }

  /** The files that are read, beside the campaigns. */
  List<Path> files() {
    List<Path> files = new ArrayList<>();
    for (Read pair : read) {
      files.add(pair.events);
      Optional.ofNullable(pair.mapping).ifPresent(files::add);
    }
    Optional.ofNullable(profiles).ifPresent(files::add);
    Optional.ofNullable(catalog).ifPresent(files::add);
    return files;
  }

  /** The work, which writes nothing but its story. */
  public ReplayJob job() {
    return job(ReplayFiles.of(Optional.empty()));
  }

  /** The work, and where its results go. */
  ReplayJob job(ReplayFiles files) {
    if (repeats < 0) {
      throw Failure.usage("--repeats " + repeats + " is no number of events; 0 is none");
    }
    return new ReplayJob(
        campaigns,
        read.stream()
            .map(pair -> new EventsFile(pair.events, Optional.ofNullable(pair.mapping)))
            .toList(),
        Optional.ofNullable(profiles),
        Optional.ofNullable(catalog),
        until == null ? Long.MAX_VALUE : until.toEpochMilli(),
        sort,
        Optional.ofNullable(published),
        zone,
        repeats,
        files);
  }
}
