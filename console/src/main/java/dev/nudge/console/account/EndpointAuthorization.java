package dev.nudge.console.account;

import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Asks the table of {@link Permissions}. */
final class EndpointAuthorization implements AuthorizationManager<RequestAuthorizationContext> {
  private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();

  @Override
  public AuthorizationResult authorize(
      Supplier<? extends @Nullable Authentication> caller, RequestAuthorizationContext context) {
    return new AuthorizationDecision(
        Permissions.rule(context.getRequest().getMethod(), context.getRequest().getRequestURI())
            .map(rule -> rule.open() || mayCall(rule, caller.get()))
            .orElse(false));
  }

  private boolean mayCall(Rule rule, @Nullable Authentication caller) {
    if (!trust.isAuthenticated(caller) || caller == null) {
      return false;
    }
    Set<String> authorities =
        caller.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .map(String::valueOf)
            .collect(Collectors.toSet());
    return rule.admits(authorities);
  }
}
