package dev.nudge.engine.mapping;

import dev.nudge.engine.event.RecentStrings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One record of a CSV file (RFC 4180: commas, double quotes, line ends of any kind), as ranges of
 * the bytes it was found in; a cell becomes a string when it is asked for. Scanned again and again,
 * a row allocates nothing. Valid until its bytes change.
 */
public final class CsvRow {
  /** More bytes are needed to tell where the record ends. */
  public static final int MORE = -1;

  /** A quote is not closed, or something other than a comma or line end follows it. */
  public static final int BAD_QUOTES = -2;

  private final RecentStrings recent = new RecentStrings();
  private final byte separator;
  private byte[] bytes = new byte[0];
  private int from;
  private int to;
  private int size;
  private int lines;
  private int[] starts = new int[32];
  private int[] ends = new int[32];
  private boolean[] doubled = new boolean[32];

  /** Whether the quoted cell being scanned holds doubled quotes. */
  private boolean pairs;

  /** Cells between commas. */
  public CsvRow() {
    this(',');
  }

  /** Cells between signs of ASCII. */
  public CsvRow(char separator) {
    this.separator = (byte) separator;
  }

  /**
   * Takes the record that begins at {@code begin}.
   *
   * @param limit where the bytes end
   * @param last whether nothing comes after them
   * @return where the next record begins, {@link #MORE} or {@link #BAD_QUOTES}
   */
  public int scan(byte[] text, int begin, int limit, boolean last) {
    bytes = text;
    from = begin;
    size = 0;
    lines = 1;
    pairs = false;
    int at = begin;
    while (true) {
      int cell = at;
      boolean quotes = false;
      if (at < limit && text[at] == '"') {
        cell++;
        at = closingQuote(text, cell, limit);
        if (at < 0 || (at + 1 == limit && !last)) {
          return last ? BAD_QUOTES : MORE;
        }
        quotes = true;
      } else {
        while (at < limit && !endsCell(text[at])) {
          at++;
        }
      }
      add(cell, at);
      at = quotes ? at + 1 : at;
      if (at == limit) {
        to = at;
        return last ? at : MORE;
      }
      byte end = text[at];
      if (end != separator) {
        to = at;
        if (end == '\n') {
          return at + 1;
        }
        if (end != '\r') {
          return BAD_QUOTES;
        }
        if (at + 1 == limit && !last) {
          return MORE;
        }
        return at + 1 < limit && text[at + 1] == '\n' ? at + 2 : at + 1;
      }
      at++;
    }
  }

  /** How many cells. */
  public int size() {
    return size;
  }

  /** How many lines of the file the record takes: more than one where line ends are quoted. */
  public int lines() {
    return lines;
  }

  /** Whether the record is an empty line. */
  public boolean isBlank() {
    return from == to;
  }

  /** Whether a cell holds nothing. */
  public boolean isEmpty(int cell) {
    return starts[cell] == ends[cell];
  }

  /** A cell without its quotes. */
  public String cell(int cell) {
    int start = starts[cell];
    String text = recent.of(bytes, start, ends[cell]);
    return doubled[cell] ? text.replace("\"\"", "\"") : text;
  }

  /** All cells. */
  public List<String> cells() {
    List<String> cells = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      cells.add(cell(i));
    }
    return cells;
  }

  /** The bytes it was found in. */
  byte[] bytes() {
    return bytes;
  }

  /** Where it begins there. */
  public int from() {
    return from;
  }

  /** Where it ends there, without its line end. */
  public int to() {
    return to;
  }

  private boolean endsCell(byte b) {
    return b == separator || b == '\n' || b == '\r';
  }

  /**
   * Where the quote is that closes the cell which begins at {@code start}; -1 where there is none.
   */
  private int closingQuote(byte[] text, int start, int limit) {
    pairs = false;
    for (int at = start; at < limit; at++) {
      byte b = text[at];
      if (b == '"') {
        if (at + 1 == limit || text[at + 1] != '"') {
          return at;
        }
        pairs = true;
        at++;
      } else if (b == '\n' || (b == '\r' && (at + 1 == limit || text[at + 1] != '\n'))) {
        lines++;
      }
    }
    return -1;
  }

  private void add(int start, int end) {
    grow();
    starts[size] = start;
    ends[size] = end;
    doubled[size] = pairs;
    pairs = false;
    size++;
  }

  private void grow() {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
      doubled = Arrays.copyOf(doubled, size * 2);
    }
  }
}
