package dev.nudge.console.account;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an account is there for; each role may do all that the one before may. */
public enum Role {
  VIEWER(EnumSet.of(Permission.READ)),
  EDITOR(EnumSet.of(Permission.READ, Permission.EDIT)),
  PUBLISHER(EnumSet.of(Permission.READ, Permission.EDIT, Permission.PUBLISH)),
  ADMIN(EnumSet.of(Permission.READ, Permission.EDIT, Permission.PUBLISH, Permission.ADMINISTER));

  @SuppressWarnings("ImmutableEnumChecker") // never changed, and never handed out as it is
  private final Set<Permission> permissions;

  Role(Set<Permission> permissions) {
    this.permissions = permissions;
  }

  /** What it may do. */
  public Set<Permission> permissions() {
    return Set.copyOf(permissions);
  }

  /** As the API and the database write it: {@code viewer}. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of this name. */
  static Optional<Role> of(String text) {
    for (Role role : values()) {
      if (role.text().equals(text)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  static Optional<Role> withExactly(Set<Permission> permissions) {
    for (Role role : values()) {
      if (role.permissions.equals(permissions)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
