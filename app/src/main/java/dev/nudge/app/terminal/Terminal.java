package dev.nudge.app.terminal;

import dev.nudge.engine.document.PlainText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes. Results go to {@code out}, everything for people to {@code err}.
 *
 * <p>What is said may come from anywhere: a user's id, a document, a failure of somebody else. So
 * each line is written as {@link PlainText}, and only the line ends and drawings of the terminal
 * itself reach whoever looks at it.
 *
 * <p>When whoever reads {@code out} has gone away ({@code nudge ... | head}), the rest is dropped
 * and nothing fails: the reader has what it wanted.
 */
public final class Terminal {
  private final OutputStream out;
  private final PrintStream err;
  private final boolean watched;
  private boolean gone;

  /**
   * A terminal.
   *
   * @param watched whether a person watches {@code err}, so that a line may be drawn again
   */
  public Terminal(OutputStream out, OutputStream err, boolean watched) {
    this.out = out;
    this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
    this.watched = watched;
  }

  /** Writes bytes to {@code out} as they are: of a form for machines, or lines that are plain. */
  public void write(byte[] bytes) {
    if (gone) {
      return;
    }
    try {
      out.write(bytes);
    } catch (IOException e) {
      leave(e);
    }
  }

  /** Writes a line to {@code out}. */
  public void line(String text) {
    write(bytes(text));
  }

  /** A line with its end, as {@link #line} writes it. */
  public static byte[] bytes(String text) {
    return (PlainText.of(text) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Sends on what was written to {@code out}. */
  public void flush() {
    if (gone) {
      return;
    }
    try {
      out.flush();
    } catch (IOException e) {
      leave(e);
    }
  }

  /** Writes a line to {@code err}, after all that was written to {@code out}. */
  public void say(String text) {
    flush();
    err.print(PlainText.of(text) + "\n");
    err.flush();
  }

  /** Draws a line over the one drawn before, on {@code err}; nothing where nobody watches. */
  public void draw(String text) {
    if (watched) {
      err.print("\r\033[K" + PlainText.of(text));
      err.flush();
    }
  }

  /** Whether a person watches {@code err}. */
  public boolean watched() {
    return watched;
  }

  /** Whether whoever reads {@code out} has gone away, so that writing on is in vain. */
  public boolean isGone() {
    return gone;
  }

  private void leave(IOException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("Broken pipe") || message.contains("EPIPE")) {
      gone = true;
    } else {
      throw new UncheckedIOException("cannot write to standard output: " + message, e);
    }
  }
}
