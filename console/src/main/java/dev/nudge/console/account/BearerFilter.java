package dev.nudge.console.account;

import dev.nudge.console.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Signs in, for one request, whoever brings a token. A token that nobody knows ends the request.
 */
final class BearerFilter extends OncePerRequestFilter {
  private static final String SCHEME = "Bearer ";

  private final List<BearerSource> sources;
  private final ProblemWriter problems;

  BearerFilter(List<BearerSource> sources, ProblemWriter problems) {
    this.sources = sources;
    this.problems = problems;
  }

  /** Whether this filter, and no session, decides who calls. */
  static boolean concerns(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /** What such a request brings. */
  static String token(HttpServletRequest request) {
    return request.getHeader(HttpHeaders.AUTHORIZATION).substring(SCHEME.length()).trim();
  }

  /** The stream of one request may go on in another thread, which needs to know the caller too. */
  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!concerns(request)) {
      chain.doFilter(request, response);
      return;
    }
    String token = token(request);
    Optional<Caller> caller =
        sources.stream().flatMap(source -> source.caller(token).stream()).findFirst();
    if (caller.isEmpty()) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
      problems.write(response, HttpStatus.UNAUTHORIZED, "there is no such token");
      return;
    }
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(new CallerAuthentication(caller.get()));
    SecurityContextHolder.setContext(context);
    chain.doFilter(request, response);
  }
}
