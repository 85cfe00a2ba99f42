package dev.nudge.app.check;

import dev.nudge.app.input.FileInput;
import dev.nudge.app.terminal.Table;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Plausible;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.json.Rejection;
import dev.nudge.engine.mapping.Mapping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a mapping makes of the first lines of a file; of more than it looks at, it says nothing. */
final class Sample {
  /** So many lines are read. */
  private static final int LINES = 10_000;

  /** So many events are shown. */
  private static final int SHOWN = 5;

  private final Path file;
  private final List<Event> first = new ArrayList<>();
  private final Map<String, Rejected> rejected = new TreeMap<>();
  private final Map<Named, Event> byName = new HashMap<>();
  private long events;
  private long likeSeconds;
  private long repeats;
  private long sharedIds;
  private long passedOver;
  private boolean more;

  private Sample(Path file) {
    this.file = file;
  }

  /** By what a repeat of a user's event is known. */
  private record Named(String user, String type, String id) {}

  /**
   * Lines that were rejected for one reason.
   *
   * @param line of the first of them
   * @param detail of the first of them
   */
  private record Rejected(long count, long line, String detail) {}

  /**
   * Reads a file's first ten thousand lines.
   *
   * @throws dev.nudge.app.input.InputException if it is not there, or lacks a column
   */
  static Sample read(Path file, Mapping mapping) throws IOException {
    Sample sample = new Sample(file);
    try (FileInput<Event> input = FileInput.open(file, mapping.events())) {
      for (int lines = 0; input.next(); lines++) {
        if (lines == LINES) {
          sample.more = true;
          break;
        }
        if (input.parsed() instanceof Parsed.Rejected<Event> line) {
          sample.rejected(line.rejection(), input.line());
        } else if (input.parsed() instanceof Parsed.Accepted<Event> line) {
          sample.event(line.value());
        }
      }
      sample.passedOver = input.passedOver();
    }
    return sample;
  }

  private void event(Event event) {
    events++;
    likeSeconds += Plausible.looksLikeSeconds(event.time()) ? 1 : 0;
    if (first.size() < SHOWN) {
      first.add(event);
    }
    Event before = byName.putIfAbsent(new Named(event.user(), event.type(), event.id()), event);
    if (before != null) {
      boolean same =
          before.time() == event.time() && before.properties().equals(event.properties());
      repeats += same ? 1 : 0;
      sharedIds += same ? 0 : 1;
    }
  }

  private void rejected(Rejection rejection, long line) {
    rejected.merge(
        rejection.reason(),
        new Rejected(1, line, rejection.detail()),
        (all, one) -> new Rejected(all.count() + 1, all.line(), all.detail()));
  }

  /** Whether no line could be used. */
  boolean isUseless() {
    return events == 0;
  }

  /** For people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    long all = events + rejectedCount() + passedOver;
    lines.add(
        Table.number(events)
            + " of "
            + (more ? "the first " : "")
            + Table.count(all, "line")
            + " of "
            + file
            + (events == 1 && all == 1 ? " is an event" : " are events"));
    JsonWriter json = new JsonWriter();
    first.forEach(event -> lines.add("  " + text(json.write(event))));
    if (passedOver > 0) {
      lines.add(Table.count(passedOver, "line") + " passed over, as the mapping says");
    }
    if (!rejected.isEmpty()) {
      lines.add(Table.count(rejectedCount(), "line") + " rejected:");
      rejected.forEach(
          (reason, lot) ->
              lines.add(
                  "  "
                      + Table.number(lot.count())
                      + "  "
                      + reason
                      + ", first in line "
                      + lot.line()
                      + (lot.detail().isEmpty() ? "" : ": " + lot.detail())));
    }
    warnings().forEach(warning -> lines.add("warning: " + warning));
    return lines;
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (likeSeconds > 0) {
      warnings.add(
          "the times of " + Table.count(likeSeconds, "event") + " " + Plausible.LIKE_SECONDS);
    }
    if (sharedIds > 0) {
      warnings.add(
          Table.count(sharedIds, "event")
              + " with the id of another of the same user and type, and other contents; they would"
              + " be dropped as repeats: let 'id' name what tells events apart");
    }
    if (repeats > 0) {
      warnings.add(
          Table.count(repeats, "event")
              + " more than once; a repeat that comes soon after is dropped");
    }
    return warnings;
  }

  /** For machines. */
  Map<String, Object> asJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", file.toString());
    json.put("events", events);
    json.put("passed_over", passedOver);
    json.put("first", first.stream().map(Sample::asJson).toList());
    Map<String, Object> reasons = new LinkedHashMap<>();
    rejected.forEach(
        (reason, lot) ->
            reasons.put(
                reason, Map.of("count", lot.count(), "line", lot.line(), "detail", lot.detail())));
    json.put("rejected", reasons);
    json.put("warnings", warnings());
    return json;
  }

  private static Map<String, Object> asJson(Event event) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", event.id());
    json.put("user", event.user());
    json.put("type", event.type());
    json.put("time", IsoTime.format(event.time()));
    json.putAll(event.properties().toMap());
    return json;
  }

  private long rejectedCount() {
    return rejected.values().stream().mapToLong(Rejected::count).sum();
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
