package dev.nudge.engine.document;

import java.util.Arrays;

/**
 * The text of a file, which knows the line and column of each offset in logarithmic time.
 *
 * <p>Offsets are those of the string (UTF-16); columns and the parser's indexes count characters
 * (code points). The two differ by the low surrogates between, which are listed once.
 */
final class Source {
  private final String file;
  private final String text;
  private final int[] lineStarts;
  private final int[] lowSurrogates;

  Source(String file, String text) {
    this.file = file;
    this.text = text;
    Offsets starts = new Offsets();
    Offsets lows = new Offsets();
    // A byte order mark takes no column.
    starts.add(!text.isEmpty() && text.charAt(0) == '\uFEFF' ? 1 : 0);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'))) {
        starts.add(i + 1);
      } else if (Character.isLowSurrogate(c)
          && i > 0
          && Character.isHighSurrogate(text.charAt(i - 1))) {
        lows.add(i);
      }
    }
    lineStarts = starts.toArray();
    lowSurrogates = lows.toArray();
  }

  String text() {
    return text;
  }

  /** Where an offset stands. The second half of a character stands where the first does. */
  Position position(int offset) {
    int line = line(offset);
    return new Position(file, line, column(offset, line));
  }

  int line(int offset) {
    return Math.max(1, atOrBefore(lineStarts, offset));
  }

  int column(int offset) {
    return column(offset, line(offset));
  }

  private int column(int offset, int line) {
    int start = lineStarts[line - 1];
    int pairs =
        isStraight() ? 0 : atOrBefore(lowSurrogates, offset) - atOrBefore(lowSurrogates, start - 1);
    return Math.max(0, offset - start - pairs) + 1;
  }

  /** Whether offsets and characters are the same. */
  boolean isStraight() {
    return lowSurrogates.length == 0;
  }

  /** The lines and columns of many offsets; those on one line cost one search. */
  void places(int[] offsets, int[] lines, int[] columns) {
    int start = 0;
    int end = -1;
    for (int i = 0; i < offsets.length; i++) {
      int offset = offsets[i];
      if (offset >= start && offset < end) {
        lines[i] = lines[i - 1];
        columns[i] = offset - start + 1;
        continue;
      }
      lines[i] = line(offset);
      columns[i] = column(offset, lines[i]);
      // Where offsets and characters differ, each is looked up.
      start = lineStarts[lines[i] - 1];
      boolean last = lines[i] == lineStarts.length;
      end = !isStraight() ? -1 : last ? Integer.MAX_VALUE : lineStarts[lines[i]];
    }
  }

  /** The offset of the character with an index. */
  int offset(int index) {
    // The k-th pair begins at the character with index lowSurrogates[k] - 1 - k.
    int low = 0;
    int high = lowSurrogates.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (lowSurrogates[middle] - 1 - middle < index) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Math.min(text.length(), index + low);
  }

  /** The index of the character at an offset. */
  int index(int offset) {
    return offset - atOrBefore(lowSurrogates, offset);
  }

  /** How many of the sorted numbers are at most a number. */
  private static int atOrBefore(int[] sorted, int number) {
    int found = Arrays.binarySearch(sorted, number);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
