package dev.nudge.console.account;

import dev.nudge.console.gate.Acquaintance;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Who may send more than a stranger: sessions, and tokens that an admin has made. A visitor of the
 * shop is a stranger, since anybody can become one. One query for a token or a session.
 */
@Component
final class KnownCallers implements Acquaintance {
  private final List<BearerSource> sources;

  KnownCallers(List<BearerSource> sources) {
    this.sources = sources;
  }

  @Override
  public boolean knows(HttpServletRequest request) {
    Optional<String> token = RequestToken.ofHead(request);
    if (token.isPresent()) {
      return sources.stream()
          .flatMap(source -> source.caller(token.get()).stream())
          .anyMatch(caller -> caller.user().isEmpty());
    }
    HttpSession session = request.getSession(false);
    return session != null
        && (session.getAttribute(SessionFilter.ACCOUNT) != null || isSingleSignOn(session));
  }

  private static boolean isSingleSignOn(HttpSession session) {
    return session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)
            instanceof SecurityContext context
        && context.getAuthentication() != null;
  }
}
