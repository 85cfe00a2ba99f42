package dev.nudge.app.input;

import dev.nudge.engine.mapping.LineReader;
import java.io.IOException;

/** One JSON object a line. */
final class JsonFraming<T> extends FramedJson<T> {
  JsonFraming(ByteWindow window, LineReader<T> reader) {
    super(window, reader);
  }

  @Override
  public boolean next() throws IOException {
    do {
      if (!frame()) {
        return false;
      }
    } while (tooLong == null && isBlank());
    return true;
  }

  private boolean frame() throws IOException {
    tooLong = null;
    int looked = 0;
    int lineEnd = window.lineEnd(window.start());
    while (lineEnd < 0) {
      looked = window.end() - window.start();
      if (!window.more()) {
        break;
      }
      lineEnd = window.lineEnd(window.start() + looked);
    }
    if (lineEnd < 0 && window.start() == window.end()) {
      return false;
    }
    line++;
    if (lineEnd < 0 && window.isFull()) {
      tooLong = window.skipLine();
      return true;
    }
    from = window.start();
    to = lineEnd < 0 ? window.end() : lineEnd;
    window.startAt(lineEnd < 0 ? to : to + 1);
    if (to > from && window.bytes()[to - 1] == '\r') {
      to--;
    }
    return true;
  }

  private boolean isBlank() {
    byte[] bytes = window.bytes();
    for (int i = from; i < to; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
