package dev.nudge.console.gate;

import dev.nudge.console.web.ProblemWriter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Fewer requests at once than there are threads, so that one is always left for health; and of
 * these, a bound for each address. What holds a thread is a caller who does not read the answer, or
 * a database that is slow: bodies on their way and streams hold none of these.
 */
final class RequestLimit implements Filter {
  static final String HEALTH = "/api/health";

  private final ProblemWriter problems;
  private final Shares requests;

  RequestLimit(ProblemWriter problems, Shares requests) {
    this.problems = problems;
    this.requests = requests;
  }

  @Override
  public void doFilter(ServletRequest plain, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) plain;
    if (request.getDispatcherType() != DispatcherType.REQUEST
        || HEALTH.equals(request.getRequestURI())) {
      chain.doFilter(request, response);
      return;
    }
    String origin = Origin.of(request.getRemoteAddr());
    switch (requests.take(origin)) {
      case TAKEN -> {
        try {
          chain.doFilter(request, response);
        } finally {
          requests.give(origin);
        }
      }
      case OWN_LIMIT ->
          refuse(
              (HttpServletResponse) response,
              HttpStatus.TOO_MANY_REQUESTS,
              "too many requests at once from this address: wait for the answers");
      case ALL_GONE ->
          refuse(
              (HttpServletResponse) response,
              HttpStatus.SERVICE_UNAVAILABLE,
              "too many requests at once: send it again");
    }
  }

  private void refuse(HttpServletResponse response, HttpStatus status, String detail)
      throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, "1");
    problems.write(response, status, detail);
  }
}
