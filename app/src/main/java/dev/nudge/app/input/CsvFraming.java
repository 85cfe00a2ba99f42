package dev.nudge.app.input;

import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.json.Rejection;
import dev.nudge.engine.mapping.CsvForm;
import dev.nudge.engine.mapping.CsvRow;
import dev.nudge.engine.mapping.Layout;
import dev.nudge.engine.mapping.RowReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * CSV, with a header or columns that the mapping names. A line whose quotes are wrong is rejected
 * on its own and reading goes on with the line after it, so that one stray quote does not swallow
 * the file.
 */
final class CsvFraming<T> implements Framing<T> {
  private static final String BAD_QUOTES = "bad quotes";

  private final ByteWindow window;
  private final CsvRow row;
  private final RowReader<T> reader;
  private long line;
  private long nextLine = 1;
  private @Nullable Rejection rejection;
  private String rejected = "";

  CsvFraming(Path path, ByteWindow window, Layout<T> layout) throws IOException {
    this.window = window;
    CsvForm form = layout.csvForm();
    this.row = new CsvRow(form.separator());
    boolean named = !form.columns().isEmpty();
    if (!named && !frame()) {
      throw new InputException(
          path + ": the file is empty; the first line of CSV names the columns");
    }
    if (!named && rejection != null) {
      throw new InputException(path + ":" + line + ": the header: " + rejection);
    }
    Parsed<RowReader<T>> bound = layout.csv(named ? form.columns() : row.cells());
    if (bound instanceof Parsed.Accepted<RowReader<T>> accepted) {
      reader = accepted.value();
    } else {
      Rejection why = ((Parsed.Rejected<RowReader<T>>) bound).rejection();
      throw new InputException(path + ":" + (named ? 1 : line) + ": " + why.detail());
    }
  }

  @Override
  public boolean next() throws IOException {
    return frame();
  }

  private boolean frame() throws IOException {
    while (true) {
      rejection = null;
      line = nextLine;
      if (window.start() == window.end() && !window.more()) {
        return false;
      }
      int next = row.scan(window.bytes(), window.start(), window.end(), window.isLast());
      while (next == CsvRow.MORE && !window.isFull()) {
        window.more();
        next = row.scan(window.bytes(), window.start(), window.end(), window.isLast());
      }
      if (next < 0) {
        rejectLine();
        return true;
      }
      window.startAt(next);
      nextLine += row.lines();
      if (!row.isBlank()) {
        return true;
      }
    }
  }

  /** Takes the first line of what is no record. */
  private void rejectLine() throws IOException {
    nextLine++;
    int looked = 0;
    int lineEnd = window.lineEnd(window.start());
    while (lineEnd < 0) {
      looked = window.end() - window.start();
      if (!window.more()) {
        break;
      }
      lineEnd = window.lineEnd(window.start() + looked);
    }
    if (lineEnd < 0 && !window.isLast()) {
      rejection = new Rejection(FileInput.TOO_LONG, "more than " + ByteWindow.LONGEST + " bytes");
      rejected = window.skipLine();
      return;
    }
    int from = window.start();
    int to = lineEnd < 0 ? window.end() : lineEnd;
    window.startAt(lineEnd < 0 ? to : to + 1);
    to = to > from && window.bytes()[to - 1] == '\r' ? to - 1 : to;
    rejection = new Rejection(BAD_QUOTES, "a quote that is not closed, or text behind one that is");
    rejected = new String(window.bytes(), from, to - from, StandardCharsets.UTF_8);
  }

  @Override
  public void parsed(Consumer<Parsed<T>> into) {
    if (rejection == null) {
      reader.readAll(row, into);
    } else {
      into.accept(new Parsed.Rejected<>(rejection));
    }
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public String raw() {
    return rejection == null
        ? new String(window.bytes(), row.from(), row.to() - row.from(), StandardCharsets.UTF_8)
        : rejected;
  }

  @Override
  public byte[] bytes() {
    return Arrays.copyOfRange(window.bytes(), row.from(), row.to());
  }

  @Override
  public void again(byte[] bytes, Consumer<Parsed<T>> into) {
    if (row.scan(bytes, 0, bytes.length, true) < 0) {
      into.accept(Parsed.rejected(BAD_QUOTES, ""));
    } else {
      reader.readAll(row, into);
    }
  }
}
