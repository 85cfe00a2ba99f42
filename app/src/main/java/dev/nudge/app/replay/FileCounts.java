package dev.nudge.app.replay;

import dev.nudge.app.terminal.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of the lines of each file of events; mutable while a replay runs. */
final class FileCounts {
  private final long[] events;
  private final long[] beyond;
  private final long[] rejected;
  private List<FileRead> read = List.of();

  /** Of so many files. */
  FileCounts(int files) {
    events = new long[files];
    beyond = new long[files];
    rejected = new long[files];
  }

  void event(int file) {
    events[file]++;
  }

  void beyondUntil(int file) {
    beyond[file]++;
  }

  void rejected(int file) {
    rejected[file]++;
  }

  /** All have been read. */
  void read(List<FileRead> all) {
    read = List.copyOf(all);
  }

  long passedOver() {
    return read.stream().mapToLong(FileRead::passedOver).sum();
  }

  /** Those that had lines to use, of which not one could be. */
  List<String> useless() {
    List<String> useless = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      if (events[i] == 0 && beyond[i] == 0 && rejected[i] > 0) {
        useless.add(read.get(i).file());
      }
    }
    return useless;
  }

  /** For people, where there are several. */
  List<String> lines() {
    Table table = new Table();
    for (int i = 0; i < read.size(); i++) {
      FileRead file = read.get(i);
      table.row(
          file.file(),
          Table.count(file.lines(), "line"),
          Table.count(events[i], "event"),
          Table.number(rejected[i]) + " rejected",
          Table.number(file.passedOver()) + " passed over");
    }
    return read.size() > 1 ? table.lines("  ") : List.of();
  }

  /** For machines. */
  List<Map<String, Object>> json() {
    List<Map<String, Object>> files = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("file", read.get(i).file());
      json.put("lines", read.get(i).lines());
      json.put("events", events[i]);
      json.put("rejected", rejected[i]);
      json.put("passed_over", read.get(i).passedOver());
      files.add(json);
    }
    return files;
  }
}
