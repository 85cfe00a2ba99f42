package dev.nudge.job.settings;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Grammar;
import dev.nudge.engine.document.Keys;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Text;
import dev.nudge.job.settings.Settings.MappingText;
import dev.nudge.job.settings.Settings.Source;
import java.util.List;
import java.util.Optional;

/** A topic, or {@code {topic: NAME, mapping: FILE}}. */
record SourceForm(boolean ofCatalog) implements Form<Source> {
  static final Keys KEYS = Keys.of("beside a topic", "topic", "mapping");
  private static final Grammar GRAMMAR = Grammar.of(KEYS);

  @Override
  public String expected() {
    return "the name of a topic, or {topic: NAME, mapping: FILE}";
  }

  @Override
  public Optional<Source> read(Node node, Reading reading) {
    if (!(node instanceof Node.Mapping)) {
      return TopicForm.topic(node, expected(), reading).map(topic -> new Source(topic, null));
    }
    return Fields.open(node, KEYS, GRAMMAR, reading.problems())
        .flatMap(fields -> source(fields, reading));
  }

  private Optional<Source> source(Fields fields, Reading reading) {
    fields.require("topic", "which topic does the mapping read?");
    Optional<String> topic =
        fields.node("topic").flatMap(node -> TopicForm.topic(node, TopicForm.EXPECTED, reading));
    Optional<Text> file = fields.text("mapping", "a mapping file");
    Optional<MappingText> mapping = file.flatMap(name -> reading.mapping(name, ofCatalog));
    boolean sound = mapping.isPresent() || !fields.has("mapping");
    return sound ? topic.map(name -> new Source(name, mapping.orElse(null))) : Optional.empty();
  }

  @Override
  public List<String> topics(Source source) {
    return List.of(source.topic());
  }

  @Override
  public String show(Source source) {
    return source.mapping() == null ? source.topic() : write(source);
  }

  @Override
  public String write(Source source) {
    MappingText mapping = source.mapping();
    String topic = ScalarForm.yaml(source.topic());
    return mapping == null
        ? topic
        : "{topic: " + topic + ", mapping: " + ScalarForm.yaml(mapping.file()) + "}";
  }
}
