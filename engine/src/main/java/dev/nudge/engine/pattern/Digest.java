package dev.nudge.engine.pattern;

/**
 * A hash of which events a run took in which steps, grown event by event: what tells one match from
 * another where the events themselves are not kept.
 */
final class Digest {
  /** Of nothing. */
  static final long EMPTY = 0;

  private Digest() {}

  /** FNV-1a over the event's id, begun with what was before, and a final mix of all bits. */
  static long after(long before, int step, String eventId) {
    long hash = (0xcbf29ce484222325L ^ before ^ step) * 0x100000001b3L;
    for (int i = 0; i < eventId.length(); i++) {
      hash = (hash ^ eventId.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
