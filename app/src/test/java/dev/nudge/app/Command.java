package dev.nudge.app;

import dev.nudge.app.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a command line gave, run by the real command in this process.
 *
 * @param exitCode 0 ok, 1 the input was wrong, 2 usage, 3 the system failed
 * @param out standard output
 * @param err standard error
 */
public record Command(int exitCode, String out, String err) {
  /** Runs {@code nudge} with these arguments. */
  public static Command nudge(Object... args) {
    return run(false, args);
  }

  /** Runs {@code nudge} with these arguments and NUDGE_DEBUG set. */
  public static Command nudgeDebug(Object... args) {
    return run(true, args);
  }

  private static Command run(boolean debug, Object... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] words = List.of(args).stream().map(Object::toString).toArray(String[]::new);
    int exitCode = Nudge.run(new Terminal(out, err, false), debug, words);
    return new Command(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
