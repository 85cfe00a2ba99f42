package dev.nudge.settings;

import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Settings of Kafka's clients and their values, each of which is set on its own. */
record PropertiesForm() implements Form<TreeMap<String, String>> {
  @Override
  public String expected() {
    return "settings of Kafka's clients with values, such as {security.protocol: SSL}";
  }

  @Override
  public Optional<TreeMap<String, String>> read(Node node, Reading reading) {
    if (!(node instanceof Node.Mapping mapping)) {
      reading.expected(node, expected(), "");
      return Optional.empty();
    }
    TreeMap<String, String> properties = new TreeMap<>();
    for (Node.Entry entry : mapping.entries()) {
      property(entry, reading).ifPresent(value -> properties.put(entry.key().value(), value));
    }
    return Optional.of(properties);
  }

  /** The value of one; nothing where it is wrong. A secret may only come from where it is kept. */
  static Optional<String> property(Node.Entry entry, Reading reading) {
    String name = entry.key().value();
    Optional<String> ours = KafkaClients.instead(name);
    if (ours.isPresent()) {
      reading.error(entry.key().position(), ours.get());
      return Optional.empty();
    }
    KafkaClients.misspelt(name)
        .ifPresent(
            advice -> reading.problems().add(Problem.warning(entry.key().position(), advice)));
    Optional<String> value = reading.text(entry.value(), "a text, number, true or false");
    boolean open =
        entry.value() instanceof Node.Scalar scalar
            && Secrets.isSecret(name)
            && Secrets.isLiteral(scalar.text().value());
    if (value.isPresent() && open && !(reading.origin() instanceof Origin.Environment)) {
      reading.error(
          entry.value().position(),
          "'"
              + name
              + "' is a secret and must not be written here; set "
              + SettingTable.KAFKA_PROPERTIES.variable(name)
              + ", or refer to where it is kept with ${file:PATH} or ${env:NAME}");
      return Optional.empty();
    }
    return value;
  }

  /** Secrets are left out. */
  @Override
  public String write(TreeMap<String, String> properties) {
    return properties.entrySet().stream()
        .filter(property -> !Secrets.isSecret(property.getKey()))
        .map(PropertiesForm::write)
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String write(Map.Entry<String, String> property) {
    return ScalarForm.yaml(property.getKey()) + ": " + ScalarForm.yaml(property.getValue());
  }
}
