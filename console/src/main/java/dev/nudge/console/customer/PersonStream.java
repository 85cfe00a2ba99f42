package dev.nudge.console.customer;

import dev.nudge.console.live.Streams;
import dev.nudge.console.live.WatchRequests;
import jakarta.annotation.PreDestroy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is written of one customer, as server-sent events: each says which collections have
 * something new, when they can be asked for it. There is no position, since whoever comes again
 * asks for all.
 */
@Component
class PersonStream {
  private static final long HEARTBEAT_MILLIS = 5_000;

  /** Then its reader comes again, and may have lost the right to. */
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(30);

  /** What is written together is told together. */
  private static final long TOGETHER_MILLIS = 20;

  /** There are fewer collections that could be told at once. */
  private static final int WAITING = 1_000;

  private final CustomerStore store;
  private final Streams streams;
  private final WatchRequests watches;
  private final JsonMapper json = new JsonMapper();
  private volatile boolean closed;

  PersonStream(CustomerStore store, Streams streams, WatchRequests watches) {
    this.watches = watches;
    this.store = store;
    this.streams = streams;
  }

  /**
   * What the stream tells.
   *
   * @param collections that have something new of this customer
   */
  record Written(Set<String> collections) {}

  StreamingResponseBody open(
      String user, HttpServletRequest request, HttpServletResponse response) {
    BlockingQueue<String> written = new LinkedBlockingQueue<>(WAITING);
    // Before the answer begins, so that nothing is missed by who asks for all when it has.
    Runnable forget = store.customers().writes().watch(user, written::offer);
    Runnable leave;
    try {
      leave = streams.takeSeat(request);
    } catch (RuntimeException e) {
      forget.run();
      throw e;
    }
    Runnable unwatch = watches.user(user);
    return out -> {
      try {
        pump(written, out, response);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        unwatch.run();
        forget.run();
        leave.run();
      }
    };
  }

  private void pump(BlockingQueue<String> written, OutputStream out, HttpServletResponse response)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    write(out, response, ": here\n\n");
    while (!closed && System.nanoTime() - begun < LONGEST_NANOS) {
      String first = written.poll(HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
      if (first == null) {
        write(out, response, ": here\n\n");
        continue;
      }
      TimeUnit.MILLISECONDS.sleep(TOGETHER_MILLIS);
      Set<String> collections = new TreeSet<>(Set.of(first));
      written.drainTo(collections);
      write(
          out,
          response,
          "event: written\ndata: " + json.writeValueAsString(new Written(collections)) + "\n\n");
    }
  }

  private static void write(OutputStream out, HttpServletResponse response, String text)
      throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    response.flushBuffer();
  }

  @PreDestroy
  void close() {
    closed = true;
  }
}
