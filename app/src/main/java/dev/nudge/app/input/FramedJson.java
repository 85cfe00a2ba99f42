package dev.nudge.app.input;

import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.mapping.LineReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A value of JSON where it lies in the window; how one is found is said by those below. */
abstract class FramedJson<T> implements Framing<T> {
  final ByteWindow window;
  private final LineReader<T> reader;

  /** On which it begins. */
  long line;

  int from;
  int to;

  /** The beginning of one that is longer than any may be. */
  @Nullable String tooLong;

  FramedJson(ByteWindow window, LineReader<T> reader) {
    this.window = window;
    this.reader = reader;
  }

  @Override
  public final void parsed(Consumer<Parsed<T>> into) {
    if (tooLong != null) {
      into.accept(
          Parsed.rejected(FileInput.TOO_LONG, "more than " + ByteWindow.LONGEST + " bytes"));
    } else {
      reader.readAll(window.bytes(), from, to, IsoTime.NONE, into);
    }
  }

  @Override
  public final long line() {
    return line;
  }

  @Override
  public final String raw() {
    return tooLong == null
        ? new String(window.bytes(), from, to - from, StandardCharsets.UTF_8)
        : tooLong;
  }

  @Override
  public final byte[] bytes() {
    return Arrays.copyOfRange(window.bytes(), from, to);
  }

  @Override
  public final void again(byte[] bytes, Consumer<Parsed<T>> into) {
    reader.readAll(bytes, 0, bytes.length, IsoTime.NONE, into);
  }
}
