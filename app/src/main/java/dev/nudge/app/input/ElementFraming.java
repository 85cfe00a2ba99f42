package dev.nudge.app.input;

import dev.nudge.engine.mapping.LineReader;
import java.io.IOException;

/**
 * JSON objects that do not keep to lines: the elements of an array, or objects one after the other
 * that are spread over several lines. One pass over the bytes; an element is bounded as a line is.
 */
final class ElementFraming<T> extends FramedJson<T> {
  /** On which the window begins. */
  private long windowLine = 1;

  ElementFraming(ByteWindow window, LineReader<T> reader) {
    super(window, reader);
  }

  /** Whether what the window holds begins like this: an array of objects, or a brace alone. */
  static boolean fits(ByteWindow window) throws IOException {
    int first = visible(window, 0, false);
    if (first < 0) {
      return false;
    }
    byte sign = window.bytes()[window.start() + first];
    int second = visible(window, first + 1, sign == '{');
    byte next = second < 0 ? 0 : window.bytes()[window.start() + second];
    return sign == '[' ? next == '{' || next == ']' : sign == '{' && next == '\n';
  }

  /** How far from the window's start something visible stands, or a line end; -1 for nowhere. */
  private static int visible(ByteWindow window, int offset, boolean orLineEnd) throws IOException {
    for (int i = offset; ; i++) {
      while (window.start() + i >= window.end()) {
        if (!window.more()) {
          return -1;
        }
      }
      byte b = window.bytes()[window.start() + i];
      if (b > ' ' || b < 0 || (orLineEnd && b == '\n')) {
        return i;
      }
    }
  }

  @Override
  public boolean next() throws IOException {
    int begin = between();
    if (begin < 0) {
      return false;
    }
    moveTo(begin);
    line = windowLine;
    int length = window.bytes()[window.start()] == '{' ? object() : rest();
    tooLong = length < 0 ? window.skipLine() : null;
    if (tooLong != null) {
      windowLine++;
      return true;
    }
    from = window.start();
    to = from + length;
    moveTo(length);
    return true;
  }

  /** Moves the window on, and counts the lines that it leaves. */
  private void moveTo(int offset) {
    for (int i = window.start(); i < window.start() + offset; i++) {
      windowLine += window.bytes()[i] == '\n' ? 1 : 0;
    }
    window.startAt(window.start() + offset);
  }

  /** How far it is to the next element, past what stands between two; -1 at the end. */
  private int between() throws IOException {
    int at = visible(window, 0, false);
    while (at >= 0 && ",[]".indexOf(window.bytes()[window.start() + at]) >= 0) {
      at = visible(window, at + 1, false);
    }
    return at;
  }

  /** How long the object is that begins the window; -1 if it is longer than any may be. */
  private int object() throws IOException {
    int depth = 0;
    boolean text = false;
    for (int i = 0; ; i++) {
      while (window.start() + i >= window.end()) {
        if (!window.more()) {
          return window.isFull() ? -1 : window.end() - window.start();
        }
      }
      byte b = window.bytes()[window.start() + i];
      if (text) {
        if (b == '\\') {
          i++;
        } else {
          text = b != '"';
        }
      } else if (b == '"') {
        text = true;
      } else {
        depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
        if (depth == 0) {
          return i + 1;
        }
      }
    }
  }

  /** How long what is no object is: up to the next comma or line end. */
  private int rest() throws IOException {
    for (int i = 1; ; i++) {
      while (window.start() + i >= window.end()) {
        if (!window.more()) {
          return window.isFull() ? -1 : window.end() - window.start();
        }
      }
      byte b = window.bytes()[window.start() + i];
      if (b == ',' || b == '\n' || b == ']') {
        return i;
      }
    }
  }
}
