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
  private final int[] files = new int[SIZE];
  private final long[] lines = new long[SIZE];
  private final String[] raws = new String[SIZE];
  private final List<RejectedLine> rejected = new ArrayList<>();
  private long position;

  /**
   * A line that could not be used.
   *
   * @param file which of the files it stands in, from 0
   */
  record RejectedLine(int file, long line, Rejection rejection, String raw) {}

  /**
   * Adds an event.
   *
   * @param file which of the files it stands in, from 0
   * @param raw its line, or empty where that is not kept
   */
  void add(Event event, int file, long line, String raw) {
    files[events.size()] = file;
    lines[events.size()] = line;
    raws[events.size()] = raw;
    events.add(event);
  }

  void reject(RejectedLine line) {
    rejected.add(line);
  }

  boolean isFull() {
    return events.size() == SIZE || rejected.size() >= SIZE;
  }

  boolean isEmpty() {
    return events.isEmpty() && rejected.isEmpty();
  }

  List<Event> events() {
    return events;
  }

  /** In which of the files an event of this batch stands, from 0. */
  int file(int event) {
    return files[event];
  }

  /** The line on which an event of this batch begins, from 1. */
  long line(int event) {
    return lines[event];
  }

  /** The line of an event of this batch as it stood there, or empty where that is not kept. */
  String raw(int event) {
    return raws[event];
  }

  /** Of each file, by line. */
  List<RejectedLine> rejected() {
    return rejected;
  }

  void position(long bytes) {
    position = bytes;
  }

  /** How far into the files the input was read, in bytes, when this batch was full. */
  long position() {
    return position;
  }
}
