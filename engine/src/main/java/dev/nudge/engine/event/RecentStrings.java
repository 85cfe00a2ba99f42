package dev.nudge.engine.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The short strings seen lately, so that a user, session or product that comes again is the same
 * object: events take a fraction of the memory, and most comparisons end at the first look. A fixed
 * table in which a newcomer replaces whatever has its place, so hostile input costs sharing, never
 * memory. For one thread.
 */
public final class RecentStrings {
  private static final int PLACES = 1 << 13;
  private static final int LONGEST = 40;

  private final @Nullable String[] strings = new @Nullable String[PLACES];
  private final byte[][] texts = new byte[PLACES][];

  /** The string of these bytes of UTF-8. */
  public String of(byte[] bytes, int from, int to) {
    if (to - from > LONGEST) {
      return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
    String known = strings[place];
    if (known != null && Arrays.equals(texts[place], 0, texts[place].length, bytes, from, to)) {
      return known;
    }
    String fresh = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    strings[place] = fresh;
    texts[place] = Arrays.copyOfRange(bytes, from, to);
    return fresh;
  }

  /** A string equal to this one, which may be one seen before. */
  public String of(String string) {
    if (string.length() > LONGEST) {
      return string;
    }
    int hash = string.hashCode();
    int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
    String known = strings[place];
    if (known != null && known.equals(string)) {
      return known;
    }
    strings[place] = string;
    texts[place] = string.getBytes(StandardCharsets.UTF_8);
    return string;
  }
}
