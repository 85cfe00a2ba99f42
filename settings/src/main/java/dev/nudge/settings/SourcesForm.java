package dev.nudge.settings;

import dev.nudge.engine.document.Node;
import dev.nudge.settings.Settings.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One {@link SourceForm} or a list of them; without mappings, commas between do as well. */
record SourcesForm() implements Form<List<Source>> {
  private static final SourceForm ONE = SourceForm.EVENTS;

  @Override
  public String expected() {
    return ONE.expected() + ", or a list of them";
  }

  @Override
  public Optional<List<Source>> read(Node node, Reading reading) {
    if (node instanceof Node.Mapping) {
      return ONE.read(node, reading).map(List::of);
    }
    if (!(node instanceof Node.Listing listing)) {
      return TopicForm.split(node, expected(), reading)
          .filter(topics -> !isEmpty(topics, node, reading))
          .map(topics -> topics.stream().map(topic -> new Source(topic, null)).toList());
    }
    if (isEmpty(listing.elements(), node, reading)) {
      return Optional.empty();
    }
    List<Source> sources = new ArrayList<>();
    listing.elements().forEach(element -> ONE.read(element, reading).ifPresent(sources::add));
    return sources.size() == listing.elements().size() && areApart(sources, node, reading)
        ? Optional.of(List.copyOf(sources))
        : Optional.empty();
  }

  /** No two are called the same, and none as the topic of another. */
  private static boolean areApart(List<Source> sources, Node node, Reading reading) {
    for (Source source : sources) {
      String name = source.name();
      if (!source.isNamed()) {
        continue; // no topic has two roles
      }
      if (sources.stream().anyMatch(other -> other.topic().equals(name))) {
        return wrong("a source is called '" + name + "', as the topic of another", node, reading);
      }
      if (sources.stream().filter(other -> other.name().equals(name)).count() > 1) {
        return wrong("two sources are called '" + name + "'", node, reading);
      }
    }
    return true;
  }

  private static boolean wrong(String what, Node node, Reading reading) {
    reading.error(
        node.position(),
        "'" + reading.path() + "': " + what + "; give every source a name of its own");
    return false;
  }

  private static boolean isEmpty(List<?> topics, Node node, Reading reading) {
    if (topics.isEmpty()) {
      reading.error(node.position(), "'" + reading.path() + "': the list is empty; name a topic");
    }
    return topics.isEmpty();
  }

  @Override
  public List<String> topics(List<Source> sources) {
    return sources.stream().map(Source::topic).toList();
  }

  @Override
  public String show(List<Source> sources) {
    return sources.size() == 1 ? ONE.show(sources.get(0)) : write(sources);
  }

  @Override
  public String write(List<Source> sources) {
    return sources.size() == 1
        ? ONE.write(sources.get(0))
        : sources.stream().map(ONE::write).collect(Collectors.joining(", ", "[", "]"));
  }
}
