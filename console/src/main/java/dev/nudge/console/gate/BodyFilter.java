package dev.nudge.console.gate;

import dev.nudge.console.gate.Shares.Answer;
import dev.nudge.console.web.ProblemWriter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/**
 * Reads the body of each request before anybody else sees the request: up to a bound, in a time,
 * without a thread, and with a bound for all bodies together. All that follow find it in memory.
 */
final class BodyFilter implements Filter {
  private static final String BODY = BodyFilter.class.getName();
  private static final Duration REST = Duration.ofSeconds(5);

  private final ProblemWriter problems;
  private final Acquaintance acquaintance;
  private final Shares readings;
  private final ByteBudget budget;
  private final Duration time;

  BodyFilter(
      ProblemWriter problems,
      Acquaintance acquaintance,
      Shares readings,
      ByteBudget budget,
      Duration time) {
    this.problems = problems;
    this.acquaintance = acquaintance;
    this.readings = readings;
    this.budget = budget;
    this.time = time;
  }

  @Override
  public void doFilter(ServletRequest plain, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) plain;
    if (request.getAttribute(BODY) instanceof Body body) {
      request.removeAttribute(BODY);
      goOn(request, response, chain, body);
    } else if (hasBody(request) && request.getDispatcherType() == DispatcherType.REQUEST) {
      read(request);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static void goOn(
      HttpServletRequest request, ServletResponse response, FilterChain chain, Body body)
      throws IOException, ServletException {
    ReadBody read = new ReadBody(request, body.bytes(), body.length());
    try {
      chain.doFilter(read, response);
    } finally {
      read.hasPassed();
      body.free();
    }
  }

  private static boolean hasBody(HttpServletRequest request) {
    return request.getContentLengthLong() > 0
        || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
  }

  private void read(HttpServletRequest request) throws IOException {
    boolean large =
        request.getContentLengthLong() < 0 || request.getContentLengthLong() > BodyBounds.STRANGERS;
    boolean known = large && acquaintance.knows(request);
    int most = known ? BodyBounds.of(request.getRequestURI()) : BodyBounds.STRANGERS;
    String origin = Origin.of(request.getRemoteAddr());
    Optional<Refusal> refusal = refusal(request, most, known);
    Runnable over = () -> {};
    if (refusal.isEmpty()) {
      Answer answer = readings.take(origin);
      if (answer == Answer.TAKEN) {
        over = () -> readings.give(origin);
      } else {
        refusal = Optional.of(answer == Answer.OWN_LIMIT ? Refusal.tooMany() : Refusal.full());
      }
    }
    Body body = new Body(budget, most, known);
    request.setAttribute(BODY, body);
    AsyncContext async = request.startAsync();
    async.setTimeout((refusal.isEmpty() ? time : REST).toMillis());
    Reading reading = new Reading(async, request.getInputStream(), problems, body, over);
    async.addListener(reading);
    if (refusal.isPresent()) {
      reading.refuse(refusal.get());
      if (request.getHeader(HttpHeaders.EXPECT) != null) {
        // Who waits to be asked for the body has sent none.
        reading.end();
        return;
      }
    } else {
      Entrance.askForBody(request);
    }
    request.getInputStream().setReadListener(reading);
  }

  private static Optional<Refusal> refusal(HttpServletRequest request, int most, boolean known) {
    if (request.getContentLengthLong() > most) {
      return Optional.of(Refusal.tooLarge(most, known));
    }
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null
        && !encoding.equalsIgnoreCase("identity")
        && !BodyBounds.mayBeCompressed(request.getRequestURI(), encoding)) {
      return Optional.of(Refusal.compressed());
    }
    String type = request.getContentType();
    if (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      return Optional.of(Refusal.multipart());
    }
    return Optional.empty();
  }
}
