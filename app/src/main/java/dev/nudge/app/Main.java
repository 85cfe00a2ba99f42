package dev.nudge.app;

import dev.nudge.app.terminal.Terminal;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;

/** Where the process begins and ends. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    Terminal terminal =
        new Terminal(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
            new FileOutputStream(FileDescriptor.err),
            Boolean.getBoolean("nudge.watched"));
    System.exit(Nudge.run(terminal, System.getenv("NUDGE_DEBUG") != null, args));
  }
}
