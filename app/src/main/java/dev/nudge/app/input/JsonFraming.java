package dev.nudge.app.input;

import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.mapping.LineReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One JSON object a line. */
final class JsonFraming<T> implements Framing<T> {
  private final ByteWindow window;
  private final LineReader<T> reader;
  private long line;
  private int from;
  private int to;
  private @Nullable String tooLong;

  JsonFraming(ByteWindow window, LineReader<T> reader) {
    this.window = window;
    this.reader = reader;
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

  @Override
  public void parsed(Consumer<Parsed<T>> into) {
    if (tooLong != null) {
      into.accept(
          Parsed.rejected(FileInput.TOO_LONG, "more than " + ByteWindow.LONGEST + " bytes"));
    } else {
      reader.readAll(window.bytes(), from, to, IsoTime.NONE, into);
    }
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public String raw() {
    return tooLong == null
        ? new String(window.bytes(), from, to - from, StandardCharsets.UTF_8)
        : tooLong;
  }

  @Override
  public byte[] bytes() {
    return Arrays.copyOfRange(window.bytes(), from, to);
  }

  @Override
  public void again(byte[] bytes, Consumer<Parsed<T>> into) {
    reader.readAll(bytes, 0, bytes.length, IsoTime.NONE, into);
  }
}
