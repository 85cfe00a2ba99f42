package dev.nudge.console.gate;

import dev.nudge.console.web.ProblemWriter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.BadRequestException;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way. No thread waits for it: Tomcat calls when some of it is there. A caller who is
 * refused may still be sending, and would see a broken connection in place of the answer: so the
 * rest is read and thrown away, for some seconds.
 */
final class Reading implements ReadListener, AsyncListener {
  private static final int PIECE = 8 << 10;
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final AsyncContext request;
  private final ServletInputStream stream;
  private final ProblemWriter problems;
  private final Body body;
  private final Runnable over;
  private boolean ended;
  private long refusedAt;
  private @Nullable Refusal refusal;

  /**
   * A body of which nothing was read.
   *
   * @param over is run once, when nothing more is read
   */
  Reading(
      AsyncContext request,
      ServletInputStream stream,
      ProblemWriter problems,
      Body body,
      Runnable over) {
    this.request = request;
    this.stream = stream;
    this.problems = problems;
    this.body = body;
    this.over = over;
  }

  /** Answers; what still comes is not kept. */
  void refuse(Refusal why) {
    refusal = why;
    refusedAt = System.nanoTime();
    body.free();
    HttpServletResponse response = (HttpServletResponse) request.getResponse();
    response.setHeader("Connection", "close");
    if (why.again()) {
      response.setHeader("Retry-After", "1");
    }
    try {
      problems.write(response, why.status(), why.detail());
      response.flushBuffer();
    } catch (IOException e) {
      end();
    }
  }

  @Override
  public void onDataAvailable() throws IOException {
    byte[] piece = new byte[PIECE];
    while (!ended && stream.isReady()) {
      if (refusal != null) {
        throwAway();
        continue;
      }
      int count = next(piece);
      if (count < 0) {
        return;
      }
      body.add(piece, count).ifPresent(this::refuse);
    }
  }

  private void throwAway() throws IOException {
    if (Entrance.throwAway(request.getRequest()) < 0
        || System.nanoTime() - refusedAt > REST_NANOS) {
      end();
    }
  }

  private int next(byte[] piece) throws IOException {
    try {
      return stream.read(piece);
    } catch (BadRequestException e) {
      if (refusal == null) {
        Entrance.takeOver(request.getRequest());
        refuse(Refusal.malformed());
      }
      // Where the next request begins nobody knows: Tomcat closes.
      ended = true;
      over.run();
      throw e;
    }
  }

  @Override
  public void onAllDataRead() {
    if (ended) {
      return;
    }
    if (refusal != null) {
      end();
      return;
    }
    ended = true;
    over.run();
    request.dispatch();
  }

  /** Of the connection: nobody is there to be answered. */
  @Override
  public void onError(Throwable e) {
    if (!ended) {
      ended = true;
      body.free();
      over.run();
    }
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    if (!ended) {
      if (refusal == null) {
        refuse(Refusal.late());
      }
      end();
    }
  }

  /** Nothing more is read. */
  void end() {
    if (!ended) {
      ended = true;
      over.run();
      request.complete();
    }
  }

  @Override
  public void onComplete(AsyncEvent event) {
    // Whoever ended it has said so.
  }

  @Override
  public void onError(AsyncEvent event) {
    if (!ended) {
      ended = true;
      body.free();
      over.run();
    }
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // The request goes on by itself.
  }
}
