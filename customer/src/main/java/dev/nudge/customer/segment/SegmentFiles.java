package dev.nudge.customer.segment;

import dev.nudge.customer.document.YamlFolder;
import dev.nudge.engine.document.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The segments of a folder. A file with a mistake keeps the segments that it had before. Serves one
 * thread.
 */
final class SegmentFiles {
  private final Optional<YamlFolder> folder;
  private final SegmentReader reader = new SegmentReader();
  private final Map<Path, List<Segment>> sound = new HashMap<>();
  private Found found = Found.NOTHING;

  SegmentFiles(Optional<Path> folder) {
    this.folder = folder.map(YamlFolder::new);
  }

  /**
   * What the folder holds.
   *
   * @param segments each id once
   * @param problems what is wrong with files
   * @param isRead whether anybody has looked
   */
  record Found(List<Segment> segments, List<Problem> problems, boolean isRead) {
    static final Found NOTHING = new Found(List.of(), List.of(), false);
  }

  /** What was read last. */
  Found found() {
    return found;
  }

  /** Reads the folder where something in it has changed; whether it has. */
  boolean look() {
    boolean changed = folder.map(YamlFolder::hasChanged).orElse(!found.isRead());
    if (changed) {
      found = read();
    }
    return changed;
  }

  private Found read() {
    List<Problem> problems = new ArrayList<>();
    List<Path> files =
        folder.map(yaml -> YamlFolder.files(yaml.path(), problems)).orElse(List.of());
    sound.keySet().retainAll(files);
    Map<String, Path> places = new HashMap<>();
    Map<String, Segment> segments = new LinkedHashMap<>();
    for (Path file : files) {
      for (Segment segment : read(file, problems)) {
        Path before = places.putIfAbsent(segment.id(), file);
        if (before == null) {
          segments.put(segment.id(), segment);
        } else {
          problems.add(
              YamlFolder.problem(file, "'" + segment.id() + "' stands in " + before + " already"));
        }
      }
    }
    return new Found(List.copyOf(segments.values()), List.copyOf(problems), true);
  }

  private List<Segment> read(Path file, List<Problem> problems) {
    List<Problem> ofFile = new ArrayList<>();
    List<Segment> segments = List.of();
    try {
      segments = reader.read(file.toString(), Files.readString(file), ofFile);
    } catch (IOException e) {
      ofFile.add(YamlFolder.problem(file, "cannot be read: " + e.getMessage()));
    }
    problems.addAll(ofFile);
    if (ofFile.stream().anyMatch(Problem::isError)) {
      return sound.getOrDefault(file, segments);
    }
    sound.put(file, segments);
    return segments;
  }
}
