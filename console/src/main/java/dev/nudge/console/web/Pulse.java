package dev.nudge.console.web;

import jakarta.annotation.PreDestroy;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Asks the database each second whether it is there, on a thread of its own: whoever asks for
 * health waits for nothing, also where all connections are in use.
 */
@Component
final class Pulse {
  /** Longer than the pool makes anybody wait. */
  private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(15);

  private final JdbcClient database;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "nudge-pulse");
            thread.setDaemon(true);
            return thread;
          });

  private volatile boolean answered;
  private volatile long at;

  @SuppressWarnings("FutureReturnValueIgnored") // it has no result, and ends with the console
  Pulse(JdbcClient database) {
    this.database = database;
    ask();
    clock.scheduleWithFixedDelay(this::ask, 1, 1, TimeUnit.SECONDS);
  }

  /** Whether the database has answered a moment ago. */
  boolean isThere() {
    return answered && System.nanoTime() - at < STALE_NANOS;
  }

  private void ask() {
    try {
      database.sql("select 1").query(Integer.class).single();
      answered = true;
    } catch (RuntimeException e) {
      answered = false;
    }
    at = System.nanoTime();
  }

  @PreDestroy
  void stop() {
    clock.shutdownNow();
  }
}
