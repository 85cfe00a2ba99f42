package dev.nudge.engine.json;

import dev.nudge.engine.document.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.io.NumberOutput;

/**
 * One line of JSON as bytes of UTF-8, written token by token into the same array again and again;
 * commas come by themselves. About a nanosecond a byte. What is not {@link PlainText} is escaped;
 * half a surrogate pair becomes U+FFFD. For one thread.
 */
final class JsonBytes {
  private static final int DEEPEST = 1_000;
  private static final int CHUNK = 512;
  private static final int MOST_BYTES_A_CHAR = 6;
  private static final int LONGEST_NUMBER = 26;

  /** An array that has grown beyond this is not kept for the next line. */
  private static final int KEPT = 1 << 20;

  private static final int KNOWN = 256;

  private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

  /** Doubles with two digits behind the point are written as a whole number of hundredths. */
  private static final double MOST_BY_HUNDREDTHS = 1e7;

  /** Characters of ASCII that stand for themselves. */
  private static final boolean[] PLAIN = new boolean[0x80];

  static {
    Arrays.fill(PLAIN, ' ', 0x7F, true);
    PLAIN['"'] = false;
    PLAIN['\\'] = false;
  }

  private final int most;
  private final char[] chars = new char[CHUNK];
  private byte[] bytes = new byte[512];
  private int size;
  private int depth;

  /** Names of events' properties and of our own members, with quotes and colon. */
  private final @Nullable String[] known = new @Nullable String[KNOWN];

  private final byte[][] knownBytes = new byte[KNOWN][];

  /** The date that was written last. */
  private final byte[] date = new byte[IsoTime.DATE];

  private long day = Long.MIN_VALUE;

  /**
   * Lines up to so many bytes.
   *
   * @param most beyond which a line is given up: {@link JsonWriter.LineLimit} is thrown
   */
  JsonBytes(int most) {
    this.most = most;
  }

  /** Begins a new line. */
  void clear() {
    size = 0;
    depth = 0;
    if (bytes.length > KEPT) {
      bytes = new byte[512];
    }
  }

  /** The line. */
  byte[] toBytes() {
    check();
    return Arrays.copyOf(bytes, size);
  }

  void beginObject() {
    begin('{');
  }

  void endObject() {
    end('}');
  }

  void beginArray() {
    begin('[');
  }

  void endArray() {
    end(']');
  }

  /** The name of a member; its value is written next. */
  void name(String name) {
    separate();
    quoted(name);
    ensure(1);
    bytes[size++] = ':';
  }

  /** A name that comes again and again: its bytes are kept. */
  void knownName(String name) {
    int place = name.hashCode() & (KNOWN - 1);
    if (name.equals(known[place])) {
      separate();
      byte[] written = knownBytes[place];
      ensure(written.length);
      System.arraycopy(written, 0, bytes, size, written.length);
      size += written.length;
      return;
    }
    name(name);
    JsonBytes alone = new JsonBytes(most);
    alone.name(name);
    knownBytes[place] = alone.toBytes();
    known[place] = name;
  }

  void string(String text) {
    separate();
    quoted(text);
  }

  void flag(boolean value) {
    digits(value ? "true" : "false");
  }

  void none() {
    digits("null");
  }

  /** A number as its digits say it. */
  void digits(String ascii) {
    separate();
    plain(ascii);
  }

  void number(long value) {
    separate();
    decimal(value);
  }

  void number(double value) {
    if (!Double.isFinite(value)) {
      string(NumberOutput.toString(value));
      return;
    }
    separate();
    // Up to 15 digits, no two decimals are the same double: it has no shorter text than this.
    long hundredths = Math.round(value * 100);
    if (Math.abs(value) < MOST_BY_HUNDREDTHS
        && hundredths != 0
        && (double) hundredths / 100 == value) {
      hundredths(hundredths);
    } else {
      plain(NumberOutput.toString(value, true));
    }
  }

  /** A time as {@link IsoTime#format} has it. */
  void time(long millis) {
    if (!IsoTime.isValid(millis)) {
      string(IsoTime.format(millis));
      return;
    }
    separate();
    ensure(IsoTime.LONGEST + 2);
    bytes[size++] = '"';
    long itsDay = Math.floorDiv(millis, IsoTime.DAY);
    if (itsDay != day) {
      IsoTime.date(itsDay, date, 0);
      day = itsDay;
    }
    System.arraycopy(date, 0, bytes, size, IsoTime.DATE);
    size = IsoTime.clock((int) (millis - itsDay * IsoTime.DAY), bytes, size + IsoTime.DATE);
    bytes[size++] = '"';
  }

  private void begin(char bracket) {
    if (++depth > DEEPEST) {
      throw new StreamConstraintsException("nested more than " + DEEPEST + " deep");
    }
    separate();
    bytes[size++] = (byte) bracket;
  }

  private void end(char bracket) {
    depth--;
    ensure(1);
    bytes[size++] = (byte) bracket;
  }

  /** A comma, unless what comes is the first of something; then there is room for one byte more. */
  private void separate() {
    check();
    ensure(2);
    if (size > 0) {
      byte last = bytes[size - 1];
      if (last != '{' && last != '[' && last != ':') {
        bytes[size++] = ',';
      }
    }
  }

  private void check() {
    if (size > most) {
      throw new JsonWriter.LineLimit(most);
    }
  }

  private void quoted(String text) {
    ensure(1);
    bytes[size++] = '"';
    int from = 0;
    while (from < text.length()) {
      check();
      int count = Math.min(text.length() - from, CHUNK);
      text.getChars(from, from + count, chars, 0);
      ensure(count * MOST_BYTES_A_CHAR);
      from += encode(text, from, count);
    }
    ensure(1);
    bytes[size++] = '"';
  }

  /**
   * Writes the characters at hand.
   *
   * @return how many were written: one more where the last is half of a pair
   */
  private int encode(String text, int from, int count) {
    byte[] to = bytes;
    int at = size;
    int i = 0;
    for (; i < count; i++) {
      char c = chars[i];
      if (c < 0x80 && PLAIN[c]) {
        to[at++] = (byte) c;
      } else if (Character.isHighSurrogate(c) && isLow(text, from + i + 1)) {
        at = pair(Character.toCodePoint(c, text.charAt(from + i + 1)), to, at);
        i++;
      } else {
        at = special(c, to, at);
      }
    }
    size = at;
    return i;
  }

  private static boolean isLow(String text, int at) {
    return at < text.length() && Character.isLowSurrogate(text.charAt(at));
  }

  private static int pair(int point, byte[] to, int at) {
    to[at] = (byte) (0xF0 | (point >> 18));
    to[at + 1] = (byte) (0x80 | ((point >> 12) & 0x3F));
    to[at + 2] = (byte) (0x80 | ((point >> 6) & 0x3F));
    to[at + 3] = (byte) (0x80 | (point & 0x3F));
    return at + 4;
  }

  /** A character that is escaped, or is more than a byte. */
  private static int special(char c, byte[] to, int begin) {
    int at = begin;
    if (c == '"' || c == '\\') {
      to[at++] = '\\';
      to[at++] = (byte) c;
    } else if (c == '\b' || c == '\f') {
      to[at++] = '\\';
      to[at++] = (byte) (c == '\b' ? 'b' : 'f');
    } else if (PlainText.isControl(c)) {
      String escaped = PlainText.escaped(c);
      for (int i = 0; i < escaped.length(); i++) {
        to[at++] = (byte) escaped.charAt(i);
      }
    } else if (c < 0x800) {
      to[at++] = (byte) (0xC0 | (c >> 6));
      to[at++] = (byte) (0x80 | (c & 0x3F));
    } else if (Character.isSurrogate(c)) {
      for (byte part : REPLACEMENT) {
        to[at++] = part;
      }
    } else {
      to[at++] = (byte) (0xE0 | (c >> 12));
      to[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
      to[at++] = (byte) (0x80 | (c & 0x3F));
    }
    return at;
  }

  private void plain(String ascii) {
    int length = ascii.length();
    ensure(length);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) ascii.charAt(i);
    }
  }

  /** At least one digit behind the point, and no 0 at the end but that one. */
  private void hundredths(long value) {
    ensure(LONGEST_NUMBER);
    if (value < 0) {
      bytes[size++] = '-';
    }
    long rest = Math.abs(value);
    decimal(rest / 100);
    int behind = (int) (rest % 100);
    bytes[size++] = '.';
    bytes[size++] = (byte) ('0' + behind / 10);
    if (behind % 10 != 0) {
      bytes[size++] = (byte) ('0' + behind % 10);
    }
  }

  private void decimal(long value) {
    if (value < 0) {
      plain(Long.toString(value));
      return;
    }
    int digits = 1;
    for (long left = value; left > 9; left /= 10) {
      digits++;
    }
    ensure(LONGEST_NUMBER);
    long left = value;
    for (int at = size + digits - 1; at >= size; at--) {
      bytes[at] = (byte) ('0' + left % 10);
      left /= 10;
    }
    size += digits;
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, more)));
    }
  }
}
