package dev.nudge.app.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes. Results go to {@code out}, everything for people to {@code err}.
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

  /** Writes bytes to {@code out}. */
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
    write((text + "\n").getBytes(StandardCharsets.UTF_8));
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
    err.print(text + "\n");
    err.flush();
  }

  /** Draws a line over the one drawn before, on {@code err}; nothing where nobody watches. */
  public void draw(String text) {
    if (watched) {
      err.print("\r\033[K" + text);
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
