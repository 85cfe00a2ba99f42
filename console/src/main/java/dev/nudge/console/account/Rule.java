package dev.nudge.console.account;

import java.util.Set;
import org.springframework.http.HttpMethod;

/**
 * What one endpoint needs.
 *
 * @param pattern of its path, as in the controller
 * @param open whether anybody may call it
 * @param anyOf of which the caller must have one, where it is not open; with none, being signed in
 *     is enough
 */
record Rule(HttpMethod method, String pattern, boolean open, Set<Permission> anyOf) {
  static Rule open(HttpMethod method, String pattern) {
    return new Rule(method, pattern, true, Set.of());
  }

  static Rule signedIn(HttpMethod method, String pattern) {
    return new Rule(method, pattern, false, Set.of());
  }

  static Rule needs(Permission permission, HttpMethod method, String pattern) {
    return new Rule(method, pattern, false, Set.of(permission));
  }

  static Rule needsOne(Permission one, Permission other, HttpMethod method, String pattern) {
    return new Rule(method, pattern, false, Set.of(one, other));
  }

  boolean admits(Set<String> authorities) {
    return open
        || anyOf.isEmpty()
        || anyOf.stream().map(Permission::authority).anyMatch(authorities::contains);
  }
}
