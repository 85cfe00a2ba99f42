package dev.nudge.settings;

import dev.nudge.engine.document.Node;
import java.util.List;
import java.util.Optional;

/** What the value of a setting looks like. */
sealed interface Form<T>
    permits ScalarForm,
        TopicForm,
        OffersForm,
        CampaignsFromForm,
        SourceForm,
        SourcesForm,
        PropertiesForm {
  /** For people: {@code a duration such as 10s}. */
  String expected();

  /** Reads a value; nothing where it is wrong, which is then reported. */
  Optional<T> read(Node node, Reading reading);

  /** A value in YAML, on one line; what {@link #read} takes back. */
  String write(T value);

  /** A value for people. */
  default String show(T value) {
    return write(value);
  }

  /** The topics that a value names. */
  default List<String> topics(T value) {
    return List.of();
  }

  /** Whether {@code [a, b]} and {@code {a: b}} mean a list and a mapping, on a flag as well. */
  default boolean isStructured() {
    return true;
  }
}
