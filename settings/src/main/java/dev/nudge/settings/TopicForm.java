package dev.nudge.settings;

import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A name that Kafka allows for a topic. */
record TopicForm() implements Form<String> {
  static final String EXPECTED =
      "the name of a topic: up to 249 of a-z, A-Z, 0-9, '.', '_' and '-'";

  private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");

  @Override
  public String expected() {
    return EXPECTED;
  }

  @Override
  public Optional<String> read(Node node, Reading reading) {
    return topic(node, EXPECTED, reading);
  }

  @Override
  public List<String> topics(String topic) {
    return List.of(topic);
  }

  @Override
  public String show(String topic) {
    return topic;
  }

  @Override
  public String write(String topic) {
    return ScalarForm.yaml(topic);
  }

  @Override
  public boolean isStructured() {
    return false;
  }

  /** A topic, which is noted with its place. */
  static Optional<String> topic(Node node, String expected, Reading reading) {
    Optional<String> topic = reading.text(node, expected);
    if (topic.isPresent() && !NAME.matcher(topic.get()).matches()) {
      reading.expected(node, expected, "");
      return Optional.empty();
    }
    topic.ifPresent(name -> reading.topics().add(Text.at(node.position(), name)));
    return topic;
  }

  /** Topics with commas between; an empty text is none. */
  static Optional<List<String>> split(Node node, String expected, Reading reading) {
    Optional<String> text = reading.text(node, expected);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    List<String> topics = new ArrayList<>();
    for (String part : text.get().isBlank() ? new String[0] : text.get().split(",", -1)) {
      String topic = part.strip();
      if (!NAME.matcher(topic).matches()) {
        reading.expected(node, expected, "");
        return Optional.empty();
      }
      reading.topics().add(Text.at(node.position(), topic));
      topics.add(topic);
    }
    return Optional.of(List.copyOf(topics));
  }
}
