package dev.nudge.app.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.util.FileUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of the job, which is always the same job: its folders and numbers go on from
 * start to start.
 *
 * <p>Flink forgets those it did not start from, so what is too old is deleted here.
 */
public final class CheckpointFolder {
  /** How many complete checkpoints are kept: the newest, and others in case it is unreadable. */
  public static final int KEPT = 3;

  static final JobID JOB = JobID.fromHexString("6e756467650000000000000000000001");

  private static final Logger log = LoggerFactory.getLogger(CheckpointFolder.class);
  private static final Pattern NAME = Pattern.compile("chk-(\\d{1,18})");

  private final Path root;
  private final Path folder;

  /** The checkpoints below this folder, which need not exist yet. */
  public CheckpointFolder(Path root) {
    this.root = root;
    this.folder = root.resolve(JOB.toString());
  }

  /**
   * The newest checkpoint that can be read; empty if there never was one.
   *
   * <p>What cannot be used is put out of the way, since the job will write under those numbers
   * again: an unreadable checkpoint is renamed, one that was never completed is deleted.
   *
   * @throws UnreadableException if there are checkpoints and none can be read
   * @throws IOException if the folder cannot be read or written
   */
  public Optional<Path> newest() throws IOException {
    List<Checkpoint> complete = tidy();
    List<Checkpoint> unreadable = new ArrayList<>();
    String reason = "";
    for (Checkpoint checkpoint : complete) {
      try {
        checkpoint.check();
      } catch (IOException e) {
        log.warn("checkpoint {} cannot be read: {}", checkpoint.folder(), e.toString());
        reason = reason.isEmpty() ? String.valueOf(e.getMessage()) : reason;
        unreadable.add(checkpoint);
        continue;
      }
      for (Checkpoint broken : unreadable) {
        Path aside = folder.resolve("unreadable-" + broken.folder().getFileName());
        FileUtils.deleteDirectory(aside.toFile());
        Files.move(broken.folder(), aside);
      }
      return Optional.of(checkpoint.folder());
    }
    if (!complete.isEmpty()) {
      throw new UnreadableException(folder, complete.get(0).folder(), reason);
    }
    return Optional.empty();
  }

  /**
   * Puts all checkpoints aside, so that the job begins anew; empty if there are none.
   *
   * @return where they are now
   */
  public Optional<Path> putAside() throws IOException {
    if (tidy().isEmpty()) {
      return Optional.empty();
    }
    for (int i = 1; ; i++) {
      Path aside = root.resolve("before-fresh-" + i);
      if (!Files.exists(aside)) {
        return Optional.of(Files.move(folder, aside));
      }
    }
  }

  /** Deletes what is incomplete or too old; the rest, newest first. */
  private List<Checkpoint> tidy() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Checkpoint> complete = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.toList()) {
        Matcher name = NAME.matcher(entry.getFileName().toString());
        if (!name.matches()) {
          continue;
        }
        if (Files.exists(entry.resolve(Checkpoint.METADATA))) {
          complete.add(new Checkpoint(Long.parseLong(name.group(1)), entry));
        } else {
          FileUtils.deleteDirectory(entry.toFile());
        }
      }
    }
    complete.sort(Comparator.comparingLong(Checkpoint::number).reversed());
    while (complete.size() > KEPT) {
      FileUtils.deleteDirectory(complete.remove(complete.size() - 1).folder().toFile());
    }
    return complete;
  }

  /** There are checkpoints, and none can be read. Its message is a part of a line for people. */
  public static final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1;

    UnreadableException(Path folder, Path newest, String reason) {
      super(
          "no checkpoint in '"
              + folder
              + "' can be read ("
              + newest.getFileName()
              + ": "
              + reason.lines().findFirst().orElse("")
              + ")");
    }
  }
}
