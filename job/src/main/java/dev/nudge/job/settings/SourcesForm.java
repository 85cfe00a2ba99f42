package dev.nudge.job.settings;

import dev.nudge.engine.document.Node;
import dev.nudge.job.settings.Settings.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One {@link SourceForm} or a list of them; without mappings, commas between do as well. */
record SourcesForm() implements Form<List<Source>> {
  private static final SourceForm ONE = new SourceForm(false);

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
    return sources.size() == listing.elements().size()
        ? Optional.of(List.copyOf(sources))
        : Optional.empty();
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
