package dev.nudge.console.trial;

import dev.nudge.console.web.ApiException;
import jakarta.annotation.PreDestroy;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Trials under way, one at a time, and the results of the last thirty. */
@Component
final class Trials {
  private static final int KEPT = 30;
  private static final int WAITING = 10;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Trial> trials = new LinkedHashMap<>();
  private final ThreadPoolExecutor thread;

  Trials() {
    this("nudge-trial");
  }

  /**
   * Others, that wait for none of those.
   *
   * @param thread the name of the thread on which they run
   */
  Trials(String thread) {
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            work -> {
              Thread worker = new Thread(work, thread);
              worker.setDaemon(true);
              return worker;
            });
  }

  /** Starts one as soon as those before it have ended, and says what it is called. */
  synchronized String start(Trial trial) {
    byte[] name = new byte[9];
    random.nextBytes(name);
    String id = HexFormat.of().formatHex(name);
    try {
      thread.execute(trial::run);
    } catch (RejectedExecutionException e) {
      throw ApiException.tooMany("other trials are waiting: try again when they have run", 5);
    }
    trials.put(id, trial);
    if (trials.size() > KEPT) {
      Trial oldest = trials.remove(trials.keySet().iterator().next());
      if (oldest != null) {
        oldest.cancel();
      }
    }
    return id;
  }

  synchronized Optional<Trial> find(String id) {
    return Optional.ofNullable(trials.get(id));
  }

  @PreDestroy
  synchronized void close() {
    trials.values().forEach(Trial::cancel);
    thread.shutdownNow();
  }
}
