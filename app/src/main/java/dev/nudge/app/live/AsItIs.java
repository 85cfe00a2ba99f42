package dev.nudge.app.live;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.mapping.Layout;
import dev.nudge.engine.mapping.LineReader;
import dev.nudge.engine.mapping.RowReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lines for a topic in a form of its own, each looked at as the job will: one of which the job
 * would reject an event is rejected here, one that holds none is passed over.
 */
record AsItIs(Layout<Event> events) implements Layout<AsItIs.Line> {
  /**
   * A line, as it is.
   *
   * @param first of the events in it
   * @param newest the time of the latest of them, in epoch milliseconds
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  record Line(byte[] value, Event first, long newest) {}

  @Override
  public LineReader<Line> json() {
    return new Reader(events.json());
  }

  @Override
  public Parsed<RowReader<Line>> csv(List<String> header) {
    return Parsed.rejected(
        "not JSON", "the records of such a topic are JSON: send JSON lines, or an array of them");
  }

  private record Reader(LineReader<Event> events) implements LineReader<Line> {
    @Override
    public Parsed<Line> read(byte[] bytes, int from, int to, long arrival) {
      List<Parsed<Line>> read = new ArrayList<>();
      readAll(bytes, from, to, arrival, read::add);
      return read.isEmpty() ? Parsed.rejected("no event", "") : read.get(0);
    }

    @Override
    public void readAll(byte[] bytes, int from, int to, long arrival, Consumer<Parsed<Line>> into) {
      List<Event> all = new ArrayList<>();
      List<Parsed.Rejected<Event>> wrong = new ArrayList<>();
      // An event that says no time happens when its record is written, which is about now.
      long written = arrival == IsoTime.NONE ? System.currentTimeMillis() : arrival;
      events.readAll(
          bytes,
          from,
          to,
          written,
          parsed -> {
            if (parsed instanceof Parsed.Accepted<Event> accepted) {
              all.add(accepted.value());
            } else {
              wrong.add((Parsed.Rejected<Event>) parsed);
            }
          });
      if (!wrong.isEmpty()) {
        into.accept(
            Parsed.rejected(wrong.get(0).rejection().reason(), wrong.get(0).rejection().detail()));
      } else if (!all.isEmpty()) {
        long newest = all.stream().mapToLong(Event::time).max().orElse(written);
        into.accept(
            Parsed.accepted(new Line(Arrays.copyOfRange(bytes, from, to), all.get(0), newest)));
      }
    }
  }
}
