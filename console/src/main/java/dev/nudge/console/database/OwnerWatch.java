package dev.nudge.console.database;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a PostgreSQL with the process that owns it, however that one ends: a shell waits at the end
 * of a pipe whose other end this process holds. The system closes it with the process, also after
 * {@code kill -9} or without memory, when no code of ours runs any more. Works on every system with
 * a POSIX shell; a signal at the parent's death ({@code prctl}) would be of Linux alone, and not
 * reach a server that has left its parent.
 *
 * <p>The server is known by its folder, not by a number, so that it is found even when its owner
 * dies while it starts. A token in the folder says whose it is now: whoever starts there next
 * writes another, and is left alone.
 */
final class OwnerWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OwnerWatch.class);

  /** Arguments: the folder of the data, the file of the token, the token. */
  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      up=
      while read -r line; do up=$line; done
      tries=100
      [ -z "$up" ] || tries=1
      pid=
      while [ "$tries" -gt 0 ] && [ -z "$pid" ]; do
        [ "$(cat "$2" 2>/dev/null)" = "$3" ] || exit 0
        pid=$(head -n 1 "$1/postmaster.pid" 2>/dev/null)
        tries=$((tries - 1))
        [ "$tries" -eq 0 ] || [ -n "$pid" ] || sleep 0.1
      done
      [ -n "$pid" ] || exit 0
      case $(cat "/proc/$pid/comm" 2>/dev/null || ps -o comm= -p "$pid") in
        *postgres*) ;;
        *) exit 0 ;;
      esac
      kill -INT "$pid"
      tries=100
      while kill -0 "$pid" 2>/dev/null && [ "$tries" -gt 0 ]; do
        sleep 0.1
        tries=$((tries - 1))
      done
      kill -QUIT "$pid" 2>/dev/null
      """;

  private final @Nullable Process shell;

  private OwnerWatch(@Nullable Process shell) {
    this.shell = shell;
  }

  /**
   * Watches over the server that is started there next.
   *
   * @param data its folder
   * @param owner the file of the token
   */
  static OwnerWatch over(Path data, Path owner) throws IOException {
    String token = UUID.randomUUID().toString();
    Files.writeString(owner, token + "\n");
    try {
      return new OwnerWatch(
          new ProcessBuilder("sh", "-c", SCRIPT, "nudge-watch", data + "", owner + "", token)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      log.warn("there is no shell, so PostgreSQL would outlive a process that is killed", e);
      return new OwnerWatch(null);
    }
  }

  /** The server runs, and so has written its number. */
  void up() throws IOException {
    if (shell != null) {
      OutputStream pipe = shell.getOutputStream();
      pipe.write("up\n".getBytes(StandardCharsets.UTF_8));
      pipe.flush();
    }
  }

  /** Ends the watch, and the server where it still runs. */
  @Override
  public void close() throws IOException {
    if (shell != null) {
      shell.getOutputStream().close();
    }
  }
}
