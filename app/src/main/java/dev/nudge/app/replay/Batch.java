package dev.nudge.app.replay;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.Rejection;
import java.util.ArrayList;
import java.util.List;

/**
 * Some consecutive records of the input, in order: the unit that travels from the thread that
 * parses to those that detect.
 */
final class Batch {
  /** Enough that handing one over costs nothing beside its events. */
  static final int SIZE = 1024;

  private final List<Event> events = new ArrayList<>(SIZE);
  private final long[] lines = new long[SIZE];
  private final String[] raws = new String[SIZE];
  private final List<RejectedLine> rejected = new ArrayList<>();
  private long position;

  /** A line that could not be used. */
  record RejectedLine(long line, Rejection rejection, String raw) {}

  /**
   * Adds an event.
   *
   * @param raw its line, or empty where that is not kept
   */
  void add(Event event, long line, String raw) {
    lines[events.size()] = line;
    raws[events.size()] = raw;
    events.add(event);
  }

  void reject(long line, Rejection rejection, String raw) {
    rejected.add(new RejectedLine(line, rejection, raw));
  }

  boolean isFull() {
    return events.size() == SIZE || rejected.size() == SIZE;
  }

  boolean isEmpty() {
    return events.isEmpty() && rejected.isEmpty();
  }

  List<Event> events() {
    return events;
  }

  /** The line on which an event of this batch begins, from 1. */
  long line(int event) {
    return lines[event];
  }

  /** The line of an event of this batch as it stood there, or empty where that is not kept. */
  String raw(int event) {
    return raws[event];
  }

  /** By line. */
  List<RejectedLine> rejected() {
    return rejected;
  }

  void position(long bytes) {
    position = bytes;
  }

  /** How far into its file the input was read, in bytes, when this batch was full. */
  long position() {
    return position;
  }
}
