package dev.nudge.settings;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Grammar;
import dev.nudge.engine.document.Keys;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code {topic: NAME, format: crm, triggers: NAME}}, or an empty text for none. */
record CampaignsFromForm() implements Form<CampaignsFrom> {
  static final Keys KEYS = Keys.of("of campaigns of another system", "topic", "format", "triggers");
  private static final Grammar GRAMMAR = Grammar.of(KEYS);

  @Override
  public String expected() {
    return "{topic: NAME, format: crm, triggers: NAME}, or \"\" for none";
  }

  @Override
  public Optional<CampaignsFrom> read(Node node, Reading reading) {
    if (node instanceof Node.Mapping) {
      return Fields.open(node, KEYS, GRAMMAR, reading.problems())
          .flatMap(fields -> read(fields, reading));
    }
    Optional<String> text = reading.text(node, expected());
    if (text.isPresent() && !text.get().isEmpty()) {
      reading.expected(node, expected(), "");
      return Optional.empty();
    }
    return text.map(none -> CampaignsFrom.NONE);
  }

  private static Optional<CampaignsFrom> read(Fields fields, Reading reading) {
    fields.require("topic", "where are the campaigns written?");
    fields.require("format", "whose campaigns are they? 'crm' is the only one");
    Optional<String> topic = topic("topic", fields, reading);
    Optional<String> triggers = topic("triggers", fields, reading);
    Optional<Text> format = fields.text("format", "crm").filter(word -> known(word, fields));
    boolean sound = triggers.isPresent() || !fields.has("triggers");
    return sound && format.isPresent()
        ? topic.map(name -> new CampaignsFrom(name, triggers.orElse("")))
        : Optional.empty();
  }

  private static Optional<String> topic(String key, Fields fields, Reading reading) {
    return fields.node(key).flatMap(node -> TopicForm.topic(node, TopicForm.EXPECTED, reading));
  }

  private static boolean known(Text format, Fields fields) {
    boolean known = format.value().equals("crm");
    if (!known) {
      fields.error(
          format.position(), "'format': there is no '" + format + "'; 'crm' is the only one");
    }
    return known;
  }

  @Override
  public List<String> topics(CampaignsFrom from) {
    List<String> topics = new ArrayList<>(List.of(from.topic(), from.triggers()));
    topics.removeIf(String::isEmpty);
    return topics;
  }

  @Override
  public String write(CampaignsFrom from) {
    return from.isNone()
        ? "\"\""
        : "{topic: "
            + ScalarForm.yaml(from.topic())
            + ", format: crm"
            + (from.triggers().isEmpty() ? "" : ", triggers: " + ScalarForm.yaml(from.triggers()))
            + "}";
  }

  @Override
  public String show(CampaignsFrom from) {
    return from.isNone() ? "" : write(from);
  }
}
