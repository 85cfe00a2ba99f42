package dev.nudge.engine;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;

/**
 * Which of a user's events came last, as 64-bit hashes of their ids and types, oldest first, so
 * that one that comes again is known. Eight bytes an event, never more than there were; a look-up
 * passes over all of them. Two different events are taken for one with a chance of some 1 in 10^17.
 */
final class Recent {
  private static final long[] NONE = {};

  private long[] hashes = NONE;
  private int size;

  /** Where the oldest is. */
  private int oldest;

  /**
   * Remembers an event and forgets what came more than so many events before it.
   *
   * @return whether it is new, as far as is remembered
   */
  boolean add(Event event, int most) {
    long hash = hash(event);
    for (int i = 0; i < size; i++) {
      if (hashes[i] == hash) {
        return false;
      }
    }
    if (size > most) {
      keep(most);
    }
    if (size == most) {
      hashes[oldest] = hash;
      oldest = oldest + 1 == size ? 0 : oldest + 1;
      return true;
    }
    if (size == hashes.length || oldest > 0) {
      hashes = inOrder(size, Math.min(most, Math.max(4, 2 * size)));
      oldest = 0;
    }
    hashes[size++] = hash;
    return true;
  }

  /** Keeps the newest, where more than are wanted now were kept before. */
  private void keep(int count) {
    hashes = inOrder(count, count);
    size = count;
    oldest = 0;
  }

  /** The newest so many, oldest first, with room for some more. */
  private long[] inOrder(int count, int room) {
    long[] ordered = new long[Math.max(count, room)];
    for (int i = 0; i < count; i++) {
      ordered[i] = hashes[(oldest + size - count + i) % size];
    }
    return ordered;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Forgets all. */
  void clear() {
    hashes = NONE;
    size = 0;
    oldest = 0;
  }

  /** FNV-1a over the characters, and the last step of MurmurHash3, which spreads what differs. */
  private static long hash(Event event) {
    long hash = 0xcbf29ce484222325L;
    hash = hash(hash, event.id());
    hash = (hash ^ 0xFFFF) * 0x100000001b3L; // no id and type read as another's
    hash = hash(hash, event.type());
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }

  private static long hash(long start, String text) {
    long hash = start;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  void write(StateWriter out) {
    out.varint(size);
    for (long hash : inOrder(size, 0)) {
      out.fixed(hash);
    }
  }

  void read(StateReader in) {
    size = in.count();
    hashes = size == 0 ? NONE : new long[size];
    for (int i = 0; i < size; i++) {
      hashes[i] = in.fixed();
    }
  }
}
