package dev.nudge.customer.person;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A customer who was found.
 *
 * @param profile its fields as texts, each cut at {@value #LONGEST} characters; at most {@value
 *     #FIELDS}
 * @param lastSeen nothing where no event was ever seen
 */
public record Person(String user, Map<String, String> profile, Optional<Instant> lastSeen) {
  static final int LONGEST = 200;
  static final int FIELDS = 100;

  private static final List<String> NAMES = List.of("name", "full_name", "fullName", "fullname");
  private static final List<List<String>> PARTS =
      List.of(
          List.of("first_name", "last_name"),
          List.of("firstName", "lastName"),
          List.of("given_name", "family_name"));

  /** The fields of a profile that a name is made of. */
  static List<String> nameFields() {
    return Stream.concat(NAMES.stream(), PARTS.stream().flatMap(List::stream)).toList();
  }

  /** What people call him or her, where the profile says it. */
  public Optional<String> name() {
    for (String field : NAMES) {
      String name = profile.getOrDefault(field, "");
      if (!name.isBlank()) {
        return Optional.of(name);
      }
    }
    for (List<String> parts : PARTS) {
      String name =
          String.join(" ", parts.stream().map(part -> profile.getOrDefault(part, "")).toList());
      if (!name.isBlank()) {
        return Optional.of(name.strip());
      }
    }
    return Optional.empty();
  }
}
