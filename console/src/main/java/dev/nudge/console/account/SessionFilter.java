package dev.nudge.console.account;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks, for each request of a session, what its account may do now: a role that was taken away is
 * gone at once, and a session whose password has changed is over. One indexed query a request.
 */
final class SessionFilter extends OncePerRequestFilter {
  /** The account that has signed in. One that was removed and restored is another. */
  static final String ACCOUNT = "nudge.account";

  /** The password's hash at sign-in: another one ends the session. */
  static final String PASSWORD = "nudge.password";

  private final Accounts accounts;

  SessionFilter(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpSession session = request.getSession(false);
    if (session != null
        && session.getAttribute(ACCOUNT) instanceof Long id
        && session.getAttribute(PASSWORD) instanceof String password) {
      Optional<Accounts.Account> account =
          accounts.get(id).filter(found -> found.password().equals(password));
      SecurityContext context = SecurityContextHolder.createEmptyContext();
      if (account.isPresent()) {
        context.setAuthentication(
            new CallerAuthentication(Caller.ofRole(account.get().name(), account.get().role())));
      } else {
        session.invalidate();
      }
      SecurityContextHolder.setContext(context);
    }
    chain.doFilter(request, response);
  }
}
