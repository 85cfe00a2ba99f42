package dev.nudge.console.live;

import dev.nudge.console.account.Caller;
import dev.nudge.console.gate.Origin;
import dev.nudge.console.web.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.json.JsonMapper;

/**
 * Server-sent events to any number of readers, up to a bound; each has a thread and a {@link Feed}
 * of its own, so that one who does not read holds up nobody. An event's {@code id} is where its
 * reader stands, and goes with every heartbeat too: a stream that is filtered does not fall behind.
 */
@Component
public final class Streams {
  /**
   * A reader who has gone is noticed by the second heartbeat after that: the first is what its
   * machine answers that nobody is there.
   */
  private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** Then its reader comes again, and may have lost the right to. */
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(30);

  private static final long NUMBERS_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Under load, lines are sent together that came within this time. */
  private static final long TOGETHER_MILLIS = 20;

  private final LiveView live;
  private final Snapshots snapshots;
  private final WatchRequests watches;
  private final JsonMapper json = new JsonMapper();
  private final Seats seats = new Seats();
  private volatile boolean closed;

  Streams(LiveView live, Snapshots snapshots, WatchRequests watches) {
    this.live = live;
    this.snapshots = snapshots;
    this.watches = watches;
  }

  /**
   * What a reader wants.
   *
   * @param kinds of lines
   * @param numbers whether the numbers of each second as well
   * @param campaign of this campaign alone
   * @param user for this user alone
   * @param told what is told of a line, which is JSON on one line; nothing leaves it out
   */
  public record Wish(
      Set<Kind> kinds,
      boolean numbers,
      Optional<String> campaign,
      Optional<String> user,
      Function<byte[], Optional<byte[]>> told) {
    public Wish {
      kinds = kinds.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(kinds));
    }

    /** Of lines as they are. */
    public Wish(
        Set<Kind> kinds, boolean numbers, Optional<String> campaign, Optional<String> user) {
      this(kinds, numbers, campaign, user, Optional::of);
    }

    boolean wants(Line line) {
      return kinds.contains(line.kind())
          && (campaign.isEmpty() || campaign.get().equals(line.campaign()))
          && (user.isEmpty() || user.get().equals(line.user()));
    }
  }

  /**
   * The answer that is a stream; to HEAD, its headers alone.
   *
   * @param lastEventId where to go on, as an earlier stream said; empty for what comes now
   * @param response to be flushed
   * @throws ApiException if the position is none, or there are too many readers
   */
  public ResponseEntity<StreamingResponseBody> open(
      Wish wish, String lastEventId, HttpServletRequest request, HttpServletResponse response) {
    Optional<Positions> resume = Optional.empty();
    if (!lastEventId.isEmpty()) {
      resume = Positions.read(lastEventId);
      if (resume.isEmpty()) {
        throw ApiException.badRequest(
            "'" + lastEventId + "' is no id of this stream: leave Last-Event-ID out");
      }
    }
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok()
            .contentType(MediaType.TEXT_EVENT_STREAM)
            .cacheControl(CacheControl.noStore())
            .header("X-Accel-Buffering", "no");
    if (request.getMethod().equals("HEAD")) {
      return answer.build();
    }
    Runnable leave = takeSeat(request);
    Runnable unwatch = watch(wish);
    Optional<Positions> from = resume;
    return answer.body(
        out -> {
          try {
            awaitReading(out, response);
            pump(wish, from, out, response);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            unwatch.run();
            leave.run();
          }
        });
  }

  /** Transitions are written for who asks; without a name, a sample of all is. */
  private Runnable watch(Wish wish) {
    if (!wish.kinds().contains(Kind.TRANSITION)) {
      return () -> {};
    }
    return wish.user()
        .map(watches::user)
        .or(() -> wish.campaign().map(watches::campaign))
        .orElseGet(watches::all);
  }

  /**
   * A place among those who read streams, for one that is made elsewhere.
   *
   * @return gives it back
   * @throws ApiException if there are too many readers
   */
  public Runnable takeSeat(HttpServletRequest request) {
    boolean ofUser =
        request.getUserPrincipal() instanceof Authentication caller
            && Caller.of(caller).user().isPresent();
    return seats.take(
        String.valueOf(request.getRemoteUser()), Origin.of(request.getRemoteAddr()), ofUser);
  }

  /** A stream that is opened while the console starts begins when it can. */
  private void awaitReading(OutputStream out, HttpServletResponse response)
      throws IOException, InterruptedException {
    while (!live.isReading() && !closed) {
      out.write(": not yet\n\n".getBytes(StandardCharsets.UTF_8));
      response.flushBuffer();
      TimeUnit.MILLISECONDS.sleep(500);
    }
  }

  private void pump(
      Wish wish, Optional<Positions> from, OutputStream out, HttpServletResponse response)
      throws IOException, InterruptedException {
    try (Feed feed = live.feed(from)) {
      new Pump(wish, feed, out, response).run();
    }
  }

  /** So that the server can stop. */
  @EventListener(ContextClosedEvent.class)
  void close() {
    closed = true;
  }

  private final class Pump {
    private final Wish wish;
    private final Feed feed;
    private final OutputStream out;
    private final HttpServletResponse response;
    private final long begun = System.nanoTime();
    private long heard = begun;
    private long numbered;

    Pump(Wish wish, Feed feed, OutputStream out, HttpServletResponse response) {
      this.wish = wish;
      this.feed = feed;
      this.out = out;
      this.response = response;
      numbered = heard - NUMBERS_NANOS;
    }

    void run() throws IOException, InterruptedException {
      id();
      while (!closed && System.nanoTime() - begun < LONGEST_NANOS) {
        List<Line> lines = feed.next(250);
        lines(wanted(lines));
        if (wish.numbers() && System.nanoTime() - numbered >= NUMBERS_NANOS) {
          numbers();
        }
        if (System.nanoTime() - heard >= HEARTBEAT_NANOS) {
          id();
        }
        if (lines.size() > 1) {
          TimeUnit.MILLISECONDS.sleep(TOGETHER_MILLIS);
        }
      }
    }

    private Map<Kind, List<byte[]>> wanted(Collection<Line> lines) {
      Map<Kind, List<byte[]>> wanted = new EnumMap<>(Kind.class);
      for (Line line : lines) {
        if (wish.wants(line)) {
          wish.told()
              .apply(line.json())
              .ifPresent(
                  json -> wanted.computeIfAbsent(line.kind(), any -> new ArrayList<>()).add(json));
        }
      }
      return wanted;
    }

    /**
     * One event a kind. The last says the position: who has had a part of a round must get all of
     * it again.
     */
    private void lines(Map<Kind, List<byte[]>> wanted) throws IOException {
      int left = wanted.size();
      for (Map.Entry<Kind, List<byte[]>> kind : wanted.entrySet()) {
        if (--left == 0) {
          write("id: " + feed.positions() + "\n");
        }
        write("event: " + kind.getKey().event() + "\ndata: ");
        array(kind.getValue());
        write("\n\n");
      }
      if (!wanted.isEmpty()) {
        flush();
        heard = System.nanoTime();
      }
    }

    private void array(List<byte[]> lines) throws IOException {
      if (lines.size() == 1) {
        out.write(lines.get(0));
        return;
      }
      char before = '[';
      for (byte[] line : lines) {
        out.write(before);
        out.write(line);
        before = ',';
      }
      out.write(']');
    }

    private void numbers() throws IOException {
      write("event: numbers\ndata: " + json.writeValueAsString(snapshots.numbers()) + "\n\n");
      flush();
      numbered = System.nanoTime();
    }

    private void id() throws IOException {
      write("id: " + feed.positions() + "\n: here\n\n");
      flush();
      heard = System.nanoTime();
    }

    /** Spring's stream takes no notice of being flushed. */
    private void flush() throws IOException {
      response.flushBuffer();
    }

    private void write(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
