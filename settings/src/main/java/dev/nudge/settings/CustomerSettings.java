package dev.nudge.settings;

import java.util.List;
import java.util.function.Function;

/** What can be set of what is known of customers. */
final class CustomerSettings {
  static final Setting<String> COLLECTIONS =
      folder("collections", "*.yaml", "feeds", s -> s.customer().collections());

  static final Setting<String> QUERIES =
      folder("queries", "*.sql", "answers", s -> s.customer().queries());

  static final Setting<String> BOARDS =
      folder("boards", "*.yaml", "shows", s -> s.customer().boards());

  static final Setting<String> SEGMENTS =
      folder("segments", "*.yaml", "evaluates", s -> s.customer().segments());

  /** All, in the order of the reference. */
  static final List<Setting<?>> ALL = List.of(COLLECTIONS, QUERIES, BOARDS, SEGMENTS);

  private CustomerSettings() {}

  private static Setting<String> folder(
      String name, String files, String does, Function<Settings, String> in) {
    return new Setting<>(
        "customer." + name,
        Forms.pathOrNone(),
        "",
        "The folder of %1$s (%2$s) that the console %3$s; empty for %1$s/ where it runs."
            .formatted(name, files, does),
        in);
  }
}
