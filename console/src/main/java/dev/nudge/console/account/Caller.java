package dev.nudge.console.account;

import dev.nudge.console.database.StorableText;
import java.security.Principal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;

/**
 * Who makes a request.
 *
 * @param name for the audit and for shares: of an account, {@code token NAME} or {@code user ID};
 *     no account has a space in its name
 * @param permissions what they may do
 * @param role of an account; nothing for a token
 * @param user whose events they may send and whose stream they may see, where that is one only
 * @param queries the names of those that they may ask, whatever else they may do
 */
public record Caller(
    String name,
    Set<Permission> permissions,
    Optional<Role> role,
    Optional<String> user,
    Set<String> queries)
    implements Principal {
  private static final int LONGEST = 200;

  /** Somebody who signed in. */
  public static Caller ofRole(String name, Role role) {
    return new Caller(name, role.permissions(), Optional.of(role), Optional.empty(), Set.of());
  }

  /** A program with a token. */
  static Caller ofToken(String name, Set<Permission> permissions, Set<String> queries) {
    return new Caller("token " + name, permissions, Optional.empty(), Optional.empty(), queries);
  }

  /** What runs beside the console, in its process. */
  static Caller ofThisProcess() {
    return ofToken("of this process", Set.of(Permission.READ), Set.of());
  }

  /** A customer in an app. */
  public static Caller ofApp(String user) {
    return ofUser(user, Permission.APP);
  }

  /** A visitor of the shop. */
  public static Caller ofShop(String user) {
    return ofUser(user, Permission.SHOP);
  }

  private static Caller ofUser(String user, Permission permission) {
    return new Caller(
        "user " + user, Set.of(permission), Optional.empty(), Optional.of(user), Set.of());
  }

  /** The caller of a request that has passed the filters. */
  public static Caller of(Authentication authentication) {
    if (authentication.getPrincipal() instanceof Caller caller) {
      return caller;
    }
    // Single sign-on: the provider's token, whose authorities are those of the role.
    Set<Permission> permissions = new TreeSet<>();
    for (GrantedAuthority authority : authentication.getAuthorities()) {
      permissions.add(
          Permission.valueOf(String.valueOf(authority.getAuthority()).toUpperCase(Locale.ROOT)));
    }
    // No account can have such a name, so none can be taken for another.
    String name =
        authentication instanceof OAuth2AuthenticationToken token
            ? shown(token.getName()) + " (" + token.getAuthorizedClientRegistrationId() + ")"
            : authentication.getName();
    return new Caller(name, permissions, Role.withExactly(permissions), Optional.empty(), Set.of());
  }

  /** A provider may call people what it likes. */
  private static String shown(String name) {
    String clean = StorableText.clean(name);
    return clean.length() > LONGEST ? clean.substring(0, LONGEST) + '…' : clean;
  }

  @Override
  public String getName() {
    return name;
  }
}
