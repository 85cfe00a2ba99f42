package dev.nudge.engine.document;

import java.util.Arrays;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * Replays how YAML turns the source of a scalar into its value, noting the offset that each
 * character comes from: past quotes, escapes, folded lines and indentation.
 *
 * <p>The parser gives only the value and the span. So the span is decoded a second time by the same
 * rules (YAML 1.2.2, chapters 7.3 and 8.1), and the result is used only where it equals the value;
 * else every character is said to stand where the scalar begins.
 */
final class ScalarPlaces {
  private final Source source;
  private final String raw;
  private final int end;
  private final StringBuilder out = new StringBuilder();
  private final Offsets offsets = new Offsets();
  private int at;

  private ScalarPlaces(Source source, int start, int end) {
    this.source = source;
    this.raw = source.text();
    this.at = start;
    this.end = end;
  }

  /** The value with places. */
  static Text text(Source source, int start, int end, ScalarStyle style, String value) {
    int content = skipProperties(source.text(), start, end);
    int quotes = style == ScalarStyle.PLAIN ? 0 : 1;
    if (isAsWritten(source, content, end, quotes, value)) {
      Position at = source.position(content);
      return Text.straight(value, at, at.column() + quotes);
    }
    return new ScalarPlaces(source, content, end)
        .decode(style, value)
        .orElseGet(() -> everywhere(source, content, value));
  }

  /**
   * Whether a value is the very characters of its span, but for quotes around it, and on one line:
   * the places of most values need no list.
   */
  private static boolean isAsWritten(Source source, int start, int end, int quotes, String value) {
    String raw = source.text();
    return source.isStraight()
        && end - start == value.length() + 2 * quotes
        && raw.startsWith(value, start + quotes)
        && value.indexOf('\n') < 0
        && value.indexOf('\r') < 0
        && (quotes == 0
            || (isQuote(raw.charAt(start)) && raw.charAt(end - 1) == raw.charAt(start)));
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"';
  }

  /** Past {@code &anchor} and {@code !tag}, which belong to the span of a scalar. */
  private static int skipProperties(String raw, int start, int end) {
    int at = start;
    while (at < end && (raw.charAt(at) == '&' || raw.charAt(at) == '!')) {
      while (at < end && !isSpace(raw.charAt(at)) && !isBreak(raw.charAt(at))) {
        at++;
      }
      while (at < end && (isSpace(raw.charAt(at)) || isBreak(raw.charAt(at)))) {
        at++;
      }
    }
    return at;
  }

  private static Text everywhere(Source source, int start, String value) {
    int[] offsets = new int[value.length() + 1];
    Arrays.fill(offsets, start);
    return build(source, start, value, offsets);
  }

  private static Text build(Source source, int start, String value, int[] offsets) {
    int[] lines = new int[offsets.length];
    int[] columns = new int[offsets.length];
    source.places(offsets, lines, columns);
    return new Text(value, source.position(start), lines, columns);
  }

  private Optional<Text> decode(ScalarStyle style, String value) {
    int start = at;
    boolean same =
        switch (style) {
          case PLAIN -> plain() && equalTo(value);
          case SINGLE_QUOTED, DOUBLE_QUOTED, JSON_SCALAR_STYLE ->
              at < end && quoted(raw.charAt(at)) && equalTo(value);
          case LITERAL, FOLDED -> block(style == ScalarStyle.FOLDED, value);
        };
    return same ? Optional.of(build(source, start, value, offsets.toArray())) : Optional.empty();
  }

  private boolean equalTo(String value) {
    return out.length() == value.length() && out.indexOf(value) == 0;
  }

  private void emit(char c, int offset) {
    out.append(c);
    offsets.add(offset);
  }

  private boolean plain() {
    while (at < end) {
      if (isSpace(raw.charAt(at)) || isBreak(raw.charAt(at))) {
        int blank = at;
        skipSpaces();
        if (at < end && isBreak(raw.charAt(at))) {
          fold();
        } else if (at < end) {
          emitSpan(blank, at);
        }
      } else {
        emit(raw.charAt(at), at);
        at++;
      }
    }
    offsets.add(end);
    return true;
  }

  private boolean quoted(char quote) {
    int close = end - 1;
    if (close <= at || raw.charAt(close) != quote) {
      return false;
    }
    at++;
    while (at < close) {
      char c = raw.charAt(at);
      if (isSpace(c) || isBreak(c)) {
        int blank = at;
        skipSpaces();
        if (isBreak(raw.charAt(at))) {
          fold();
        } else {
          emitSpan(blank, at);
        }
      } else if (quote == '\'' && c == '\'') {
        emit(c, at);
        at += 2;
      } else if (quote == '"' && c == '\\') {
        if (!escape()) {
          return false;
        }
      } else {
        emit(c, at);
        at++;
      }
    }
    offsets.add(close);
    return at == close;
  }

  private void emitSpan(int from, int to) {
    for (int i = from; i < to; i++) {
      emit(raw.charAt(i), i);
    }
  }

  /** One line break becomes a space; each further one a line feed. */
  private void fold() {
    int first = at;
    skipBreak();
    if (!emptyLines()) {
      emit(' ', first);
    }
  }

  private boolean emptyLines() {
    boolean any = false;
    skipSpaces();
    while (at < end && isBreak(raw.charAt(at))) {
      emit('\n', at);
      any = true;
      skipBreak();
      skipSpaces();
    }
    return any;
  }

  private boolean escape() {
    int start = at;
    char c = raw.charAt(at + 1);
    at += 2;
    if (isBreak(c)) {
      at--;
      skipBreak();
      emptyLines();
      return true;
    }
    int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    int codePoint;
    if (digits > 0) {
      if (at + digits >= end) {
        return false;
      }
      codePoint = Integer.parseUnsignedInt(raw.substring(at, at + digits), 16);
      at += digits;
    } else {
      codePoint = named(c);
    }
    if (!Character.isValidCodePoint(codePoint)) {
      return false;
    }
    for (char unit : Character.toChars(codePoint)) {
      emit(unit, start);
    }
    return true;
  }

  private static int named(char c) {
    return switch (c) {
      case '0' -> 0;
      case 'a' -> 7;
      case 'b' -> '\b';
      case 't', '\t' -> '\t';
      case 'n' -> '\n';
      case 'v' -> 0x0B;
      case 'f' -> '\f';
      case 'r' -> '\r';
      case 'e' -> 0x1B;
      case 'N' -> 0x85;
      case '_' -> 0xA0;
      case 'L' -> 0x2028;
      case 'P' -> 0x2029;
      case ' ', '"', '/', '\\' -> c;
      default -> -1;
    };
  }

  /**
   * A block's indentation is that of its first line with text, unless its header gives a number
   * that counts from its parent's, which is not known here; so the narrower ones are tried too.
   */
  private boolean block(boolean folded, String value) {
    int header = at;
    while (at < end && !isBreak(raw.charAt(at))) {
      at++;
    }
    String indicators = raw.substring(header + 1, at).replaceFirst("[ \t].*", "");
    int body = at;
    int widest = firstIndent(body);
    for (int indent = widest; indent >= 0; indent--) {
      at = body;
      out.setLength(0);
      offsets.truncate(0);
      lines(folded, indent, indicators);
      if (equalTo(value)) {
        return true;
      }
    }
    return false;
  }

  private int firstIndent(int body) {
    int widest = 0;
    int width = 0;
    for (int i = body; i < end; i++) {
      char c = raw.charAt(i);
      if (isBreak(c)) {
        width = 0;
      } else if (c == ' ') {
        width++;
        widest = Math.max(widest, width);
      } else {
        return Math.max(widest, width);
      }
    }
    return widest;
  }

  private void lines(boolean folded, int indent, String indicators) {
    if (at < end) {
      skipBreak();
    }
    Offsets breaks = new Offsets();
    int column = blankLines(indent, breaks);
    emitBreaks(breaks);
    int lineBreak = -1;
    breaks.truncate(0);
    while (column == indent && at < end) {
      boolean text = !isSpace(raw.charAt(at));
      while (at < end && !isBreak(raw.charAt(at))) {
        emit(raw.charAt(at), at);
        at++;
      }
      lineBreak = at < end ? at : -1;
      if (at < end) {
        skipBreak();
      }
      breaks.truncate(0);
      column = blankLines(indent, breaks);
      if (column != indent || at >= end) {
        break;
      }
      if (folded && text && !isSpace(raw.charAt(at))) {
        if (breaks.size() == 0) {
          emit(' ', lineBreak);
        }
      } else {
        emit('\n', lineBreak);
      }
      emitBreaks(breaks);
    }
    if (indicators.indexOf('-') < 0 && lineBreak >= 0) {
      emit('\n', lineBreak);
    }
    if (indicators.indexOf('+') >= 0) {
      emitBreaks(breaks);
    }
    int last = out.length() - 1;
    // The end is that of the last line, not the line after it.
    offsets.add(last < 0 ? at : offsets.get(last) + (out.charAt(last) == '\n' ? 0 : 1));
  }

  private void emitBreaks(Offsets breaks) {
    for (int i = 0; i < breaks.size(); i++) {
      emit('\n', breaks.get(i));
    }
  }

  /** Past lines without text, and the indentation of the next; returns its width up to indent. */
  private int blankLines(int indent, Offsets breaks) {
    int width = skipIndent(indent);
    while (at < end && isBreak(raw.charAt(at))) {
      breaks.add(at);
      skipBreak();
      width = skipIndent(indent);
    }
    return width;
  }

  private int skipIndent(int indent) {
    int width = 0;
    while (width < indent && at < end && raw.charAt(at) == ' ') {
      at++;
      width++;
    }
    return width;
  }

  private void skipSpaces() {
    while (at < end && isSpace(raw.charAt(at))) {
      at++;
    }
  }

  private void skipBreak() {
    boolean two = raw.charAt(at) == '\r' && at + 1 < end && raw.charAt(at + 1) == '\n';
    at += two ? 2 : 1;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r';
  }
}
