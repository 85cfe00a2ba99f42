package dev.nudge.settings;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Grammar;
import dev.nudge.engine.document.Keys;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Text;
import dev.nudge.settings.Settings.MappingText;
import dev.nudge.settings.Settings.Source;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A topic, or {@code {topic: NAME, mapping: FILE}}; of events, {@code name: NAME} as well.
 *
 * @param ofEvents whether it may have a name
 * @param ofCatalog whether its mapping has to say how the catalogue is read
 */
record SourceForm(boolean ofEvents, boolean ofCatalog) implements Form<Source> {
  static final SourceForm EVENTS = new SourceForm(true, false);
  static final SourceForm PROFILES = new SourceForm(false, false);
  static final SourceForm CATALOG = new SourceForm(false, true);

  private static final String NAME =
      "a name: up to 64 of a-z, A-Z, 0-9, '.', '_' and '-', a letter or digit first";
  private static final Pattern NAMED = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}");
  private static final Keys NAMELESS = Keys.of("beside a topic", "topic", "mapping");
  static final Keys NAMEABLE = Keys.of("beside a topic of events", "topic", "mapping", "name");
  private static final Grammar GRAMMAR = Grammar.of(NAMELESS);
  private static final Grammar GRAMMAR_OF_EVENTS = Grammar.of(NAMEABLE);

  @Override
  public String expected() {
    return ofEvents
        ? "the name of a topic, or {topic: NAME, mapping: FILE, name: NAME}"
        : "the name of a topic, or {topic: NAME, mapping: FILE}";
  }

  @Override
  public Optional<Source> read(Node node, Reading reading) {
    if (!(node instanceof Node.Mapping)) {
      return TopicForm.topic(node, expected(), reading).map(topic -> new Source(topic, null));
    }
    return Fields.open(
            node,
            ofEvents ? NAMEABLE : NAMELESS,
            ofEvents ? GRAMMAR_OF_EVENTS : GRAMMAR,
            reading.problems())
        .flatMap(fields -> source(fields, reading));
  }

  private Optional<Source> source(Fields fields, Reading reading) {
    fields.require("topic", "which topic does the mapping read?");
    Optional<String> topic =
        fields.node("topic").flatMap(node -> TopicForm.topic(node, TopicForm.EXPECTED, reading));
    Optional<Text> file = fields.text("mapping", "a mapping file");
    Optional<MappingText> mapping = file.flatMap(name -> reading.mapping(name, ofCatalog));
    Optional<String> name = fields.node("name").flatMap(node -> name(node, reading));
    boolean sound =
        (mapping.isPresent() || !fields.has("mapping"))
            && (name.isPresent() || !fields.has("name"));
    return sound
        ? topic.map(of -> new Source(of, mapping.orElse(null), name.orElse(of)))
        : Optional.empty();
  }

  private static Optional<String> name(Node node, Reading reading) {
    Optional<String> name = reading.text(node, NAME);
    if (name.isPresent() && !NAMED.matcher(name.get()).matches()) {
      reading.expected(node, NAME, "");
      return Optional.empty();
    }
    return name;
  }

  @Override
  public List<String> topics(Source source) {
    return List.of(source.topic());
  }

  @Override
  public String show(Source source) {
    return source.mapping() == null && !source.isNamed() ? source.topic() : write(source);
  }

  @Override
  public String write(Source source) {
    MappingText mapping = source.mapping();
    String topic = ScalarForm.yaml(source.topic());
    String read = mapping == null ? "" : ", mapping: " + ScalarForm.yaml(mapping.file());
    String called = source.isNamed() ? ", name: " + ScalarForm.yaml(source.name()) : "";
    return read.isEmpty() && called.isEmpty() ? topic : "{topic: " + topic + read + called + "}";
  }
}
