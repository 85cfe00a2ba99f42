package dev.nudge.console.account;

import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;

/**
 * What one endpoint needs.
 *
 * @param pattern of its path, as in the controller
 * @param open whether anybody may call it
 * @param needed of which the caller must have one, where it is not open; with none, being signed in
 *     is enough
 * @param all whether the caller must have all of them
 */
record Rule(HttpMethod method, String pattern, boolean open, Set<Permission> needed, boolean all) {
  static Rule open(HttpMethod method, String pattern) {
    return new Rule(method, pattern, true, Set.of(), false);
  }

  static Rule signedIn(HttpMethod method, String pattern) {
    return new Rule(method, pattern, false, Set.of(), false);
  }

  static Rule needs(Permission permission, HttpMethod method, String pattern) {
    return new Rule(method, pattern, false, Set.of(permission), false);
  }

  static Rule needsOne(Set<Permission> permissions, HttpMethod method, String pattern) {
    return new Rule(method, pattern, false, permissions, false);
  }

  static Rule needsAll(Set<Permission> permissions, HttpMethod method, String pattern) {
    return new Rule(method, pattern, false, permissions, true);
  }

  boolean admits(Set<String> authorities) {
    Stream<String> wanted = needed.stream().map(Permission::authority);
    return open
        || needed.isEmpty()
        || (all ? wanted.allMatch(authorities::contains) : wanted.anyMatch(authorities::contains));
  }
}
