package dev.nudge.engine.mapping;

import dev.nudge.engine.json.IsoTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fast way through a time pattern of fixed width whose zone, if it has one, stands last and is
 * UTC. Whatever it does not know it leaves to {@code java.time}.
 */
final class FixedTime {
  private static final List<String> FIELDS = List.of("yyyy", "MM", "dd", "HH", "mm", "ss", "SSS");
  private static final int REQUIRED = 3;

  private final int[] offsets;
  private final String literals;
  private final boolean zone;

  private FixedTime(int[] offsets, String literals, boolean zone) {
    this.offsets = offsets;
    this.literals = literals;
    this.zone = zone;
  }

  /**
   * The fast way through a pattern, or null where there is none.
   *
   * @param utc whether a text that names no zone is in UTC
   */
  static @Nullable FixedTime of(String pattern, boolean utc) {
    int[] offsets = new int[FIELDS.size()];
    Arrays.fill(offsets, -1);
    StringBuilder literals = new StringBuilder();
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c == '\'') {
        int end = pattern.indexOf('\'', at + 1);
        if (end <= at + 1) {
          return null;
        }
        literals.append(pattern, at + 1, end);
        at = end + 1;
        continue;
      }
      if (!Character.isLetter(c)) {
        if ("[]{}#".indexOf(c) >= 0) {
          return null;
        }
        literals.append(c);
        at++;
        continue;
      }
      int end = at;
      while (end < pattern.length() && pattern.charAt(end) == c) {
        end++;
      }
      String letters = pattern.substring(at, end).replace('u', 'y');
      boolean last = end == pattern.length();
      if (last && (letters.equals("z") || letters.equals("VV") || letters.startsWith("X"))) {
        return complete(offsets) ? new FixedTime(offsets, literals.toString(), true) : null;
      }
      int field = FIELDS.indexOf(letters);
      if (field < 0 || offsets[field] >= 0) {
        return null;
      }
      offsets[field] = literals.length();
      // Digits match any character here; they are checked on their own.
      literals.append("\0".repeat(letters.length()));
      at = end;
    }
    return utc && complete(offsets) ? new FixedTime(offsets, literals.toString(), false) : null;
  }

  private static boolean complete(int[] offsets) {
    for (int i = 0; i < REQUIRED; i++) {
      if (offsets[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** Milliseconds, or {@link IsoTime#NONE} for a text that {@code java.time} must judge. */
  long parse(String text) {
    int length = literals.length();
    if (zone ? !endsInUtc(text, length) : text.length() != length) {
      return IsoTime.NONE;
    }
    for (int i = 0; i < length; i++) {
      char literal = literals.charAt(i);
      if (literal != 0 && literal != text.charAt(i)) {
        return IsoTime.NONE;
      }
    }
    int year = field(text, 0, 4);
    int month = field(text, 1, 2);
    int day = field(text, 2, 2);
    int hour = field(text, 3, 2);
    int minute = field(text, 4, 2);
    int second = field(text, 5, 2);
    int milli = field(text, 6, 3);
    return (year | month | day | hour | minute | second | milli) < 0
        ? IsoTime.NONE
        : IsoTime.of(year, month, day, hour, minute, second, milli);
  }

  private static boolean endsInUtc(String text, int from) {
    return switch (text.length() - from) {
      case 1 -> text.charAt(from) == 'Z';
      case 3 -> text.startsWith("UTC", from) || text.startsWith("GMT", from);
      default -> false;
    };
  }

  private int field(String text, int field, int digits) {
    return offsets[field] < 0 ? 0 : IsoTime.digits(text, offsets[field], digits);
  }
}
