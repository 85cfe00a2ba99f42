package dev.nudge.app.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C as the normal end of a command that has no other: while this is open, it runs the given
 * action instead of ending the process, which then ends with exit code 0 when this is closed. What
 * the command wrote must be flushed by then.
 */
public final class Interrupt implements AutoCloseable {
  /** For a command that does not come to its end. */
  private static final long PATIENCE_SECONDS = 10;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook;

  private Interrupt(Runnable stop) {
    hook =
        new Thread(
            () -> {
              stop.run();
              try {
                if (closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                  // The process is ending because of a signal and would say so.
                  Runtime.getRuntime().halt(Failure.OK);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "nudge-interrupt");
  }

  /**
   * Watches for Ctrl-C.
   *
   * @param stop makes the command return soon; called on another thread
   */
  public static Interrupt runs(Runnable stop) {
    Interrupt interrupt = new Interrupt(stop);
    Runtime.getRuntime().addShutdownHook(interrupt.hook);
    return interrupt;
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It is running.
    }
  }
}
