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
  private final List<BearerSource> sources;
  private final ProblemWriter problems;

  BearerFilter(List<BearerSource> sources, ProblemWriter problems) {
    this.sources = sources;
    this.problems = problems;
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
    Optional<String> token = RequestToken.of(request);
    if (token.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    Optional<Caller> caller =
        sources.stream().flatMap(source -> source.caller(token.get()).stream()).findFirst();
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
