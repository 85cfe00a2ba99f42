package dev.nudge.job.rejected;

import com.google.common.base.Throwables;
import dev.nudge.engine.json.Rejection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.runtime.execution.CancelTaskException;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands around the work on one record, so that a mistake of this program costs that record and not
 * the job. What fails is counted as {@code internal}; the stack trace is logged once for each kind
 * of failure, which is its class and the place it comes from. Costs nothing where nothing fails.
 *
 * <p>What is Flink's own goes on its way: cancellation, interruption, a state backend that fails,
 * and every checked exception. So does what the JVM cannot go on after, but for a stack that
 * overflowed. A guard does not stand around the handing on of results: a failure there is one of
 * another operator.
 */
public final class Guard {
  /** The reason by which unexpected failures are counted. */
  public static final String INTERNAL = "internal";

  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
  private static final int KINDS = 200;
  private static final int DEEPEST_CAUSE = 20;
  private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();

  private final RejectedCounts counts;

  /**
   * What is done with one record.
   *
   * @param <E> what it throws that is Flink's own
   */
  @FunctionalInterface
  public interface Work<E extends Exception> {
    /** Does it. */
    void run() throws E;
  }

  /** A guard that counts here. */
  public Guard(RejectedCounts counts) {
    this.counts = counts;
  }

  /**
   * Does the work.
   *
   * @return why it failed, if it did so unexpectedly; it may have been done by half
   */
  public <E extends Exception> Optional<Rejection> run(Work<E> work) throws E {
    Optional<Rejection> failure = uncounted(work);
    if (failure.isPresent()) {
      counts.rejected(INTERNAL);
    }
    return failure;
  }

  /** The same, where somebody else counts what is rejected. */
  public static <E extends Exception> Optional<Rejection> uncounted(Work<E> work) throws E {
    try {
      work.run();
      return Optional.empty();
    } catch (RuntimeException | StackOverflowError e) {
      if (e instanceof RuntimeException && isOfFlink(e)) {
        throw e;
      }
      log(e);
      return Optional.of(new Rejection(INTERNAL, described(e)));
    }
  }

  /**
   * The same for what the engine has caught of one campaign: thrown on, or logged and described.
   */
  public static Rejection caught(Throwable failure) {
    return uncounted(() -> Throwables.throwIfUnchecked(failure))
        .orElseThrow(() -> new IllegalArgumentException("not unchecked", failure));
  }

  private static boolean isOfFlink(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof CancelTaskException
          || cause instanceof FlinkRuntimeException
          || cause instanceof InterruptedException
          || cause instanceof InterruptException) {
        return true;
      }
      cause = cause.getCause();
    }
    return Thread.currentThread().isInterrupted();
  }

  private static void log(Throwable failure) {
    String kind = failure.getClass().getName() + " at " + place(failure);
    if (LOGGED.size() < KINDS && LOGGED.add(kind)) {
      LOG.error("a mistake of this program; the record is rejected, the job goes on", failure);
    } else {
      LOG.debug("again: {}", kind);
    }
  }

  private static String place(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return trace.length == 0 ? "an unknown place" : trace[0].toString();
  }

  private static String described(Throwable failure) {
    String message = failure.getMessage();
    String name = failure.getClass().getSimpleName();
    return (message == null ? name : name + ": " + message) + ", at " + place(failure);
  }
}
