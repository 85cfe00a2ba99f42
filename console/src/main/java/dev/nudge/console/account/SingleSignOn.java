package dev.nudge.console.account;

import dev.nudge.console.ConsoleSettings;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.stereotype.Component;

/**
 * What somebody may do who comes from an OpenID Connect provider: a claim names the role. {@code
 * nudge.oidc.role-claim} says which ({@code nudge_role} where it says nothing; {@code
 * realm_access.roles} goes down a level); it is one word or a list, of which the highest role
 * counts. Whoever has none gets {@code nudge.oidc.default-role}, or stays outside.
 */
@Component
class SingleSignOn implements GrantedAuthoritiesMapper {
  private final String claim;
  private final Optional<Role> otherwise;

  SingleSignOn(ConsoleSettings settings) {
    claim = settings.properties().getOrDefault("nudge.oidc.role-claim", "nudge_role");
    otherwise =
        Optional.ofNullable(settings.properties().get("nudge.oidc.default-role")).flatMap(Role::of);
  }

  @Override
  public Collection<? extends GrantedAuthority> mapAuthorities(
      Collection<? extends GrantedAuthority> authorities) {
    Role role =
        authorities.stream()
            .flatMap(SingleSignOn::claims)
            .flatMap(claims -> roles(value(claims)).stream())
            .max(Role::compareTo)
            .or(() -> otherwise)
            .orElseThrow(
                () ->
                    new OAuth2AuthenticationException(
                        new OAuth2Error("access_denied"),
                        "the claim '" + claim + "' names no role"));
    return AuthorityUtils.createAuthorityList(
        role.permissions().stream().map(Permission::authority).toList());
  }

  private static Stream<Map<String, Object>> claims(GrantedAuthority authority) {
    if (!(authority instanceof OidcUserAuthority oidc)) {
      return Stream.empty();
    }
    return oidc.getUserInfo() == null
        ? Stream.of(oidc.getIdToken().getClaims())
        : Stream.of(oidc.getIdToken().getClaims(), oidc.getUserInfo().getClaims());
  }

  private @Nullable Object value(Map<String, Object> claims) {
    Object value = claims;
    for (String part : Arrays.asList(claim.split("\\.", -1))) {
      value = value instanceof Map<?, ?> map ? map.get(part) : null;
    }
    return value;
  }

  private static Set<Role> roles(@Nullable Object value) {
    Set<Role> roles = new HashSet<>();
    if (value instanceof Collection<?> list) {
      list.forEach(one -> Role.of(String.valueOf(one)).ifPresent(roles::add));
    } else {
      Role.of(String.valueOf(value)).ifPresent(roles::add);
    }
    return roles;
  }
}
