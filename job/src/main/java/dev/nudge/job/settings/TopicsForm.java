package dev.nudge.job.settings;

import dev.nudge.engine.document.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Any number of topics: a list, or commas between. */
record TopicsForm() implements Form<List<String>> {
  @Override
  public String expected() {
    return "a list of topics";
  }

  @Override
  public Optional<List<String>> read(Node node, Reading reading) {
    if (!(node instanceof Node.Listing listing)) {
      return TopicForm.split(node, expected(), reading);
    }
    List<String> topics = new ArrayList<>();
    for (Node element : listing.elements()) {
      TopicForm.topic(element, TopicForm.EXPECTED, reading).ifPresent(topics::add);
    }
    return topics.size() == listing.elements().size()
        ? Optional.of(List.copyOf(topics))
        : Optional.empty();
  }

  @Override
  public List<String> topics(List<String> topics) {
    return topics;
  }

  @Override
  public String write(List<String> topics) {
    return topics.stream().map(ScalarForm::yaml).collect(Collectors.joining(", ", "[", "]"));
  }
}
