package dev.nudge.bench;

import dev.nudge.app.CommandBeside;
import dev.nudge.app.terminal.Terminal;
import picocli.CommandLine;

/** Brings {@code nudge bench} to the command line. */
public final class Benches implements CommandBeside {
  /** For {@link java.util.ServiceLoader}. */
  public Benches() {}

  @Override
  public String name() {
    return "bench";
  }

  @Override
  public CommandLine on(Terminal terminal) {
    return BenchCommand.on(terminal);
  }
}
