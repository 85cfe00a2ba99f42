package dev.nudge.settings;

import dev.nudge.engine.TriggerShape;
import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Grammar;
import dev.nudge.engine.document.Json;
import dev.nudge.engine.document.JsonValues;
import dev.nudge.engine.document.Keys;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Any number of topics: a list, or commas between. One in a list may be {@code {topic: NAME, value:
 * TEMPLATE}}.
 */
record OffersForm() implements Form<List<Offers>> {
  static final Keys KEYS = Keys.of("beside a topic of offers", "topic", "value");
  private static final Grammar GRAMMAR = Grammar.of(KEYS);

  @Override
  public String expected() {
    return "a list of topics, or of {topic: NAME, value: {...}}";
  }

  @Override
  public Optional<List<Offers>> read(Node node, Reading reading) {
    if (!(node instanceof Node.Listing listing)) {
      return TopicForm.split(node, expected(), reading)
          .map(topics -> topics.stream().map(Offers::asTheyAre).toList());
    }
    List<Offers> all = new ArrayList<>();
    for (Node element : listing.elements()) {
      one(element, reading).ifPresent(all::add);
    }
    return all.size() == listing.elements().size()
        ? Optional.of(List.copyOf(all))
        : Optional.empty();
  }

  private static Optional<Offers> one(Node node, Reading reading) {
    return node instanceof Node.Mapping
        ? Fields.open(node, KEYS, GRAMMAR, reading.problems())
            .flatMap(fields -> shaped(fields, reading))
        : TopicForm.topic(node, TopicForm.EXPECTED, reading).map(Offers::asTheyAre);
  }

  private static Optional<Offers> shaped(Fields fields, Reading reading) {
    fields.require("topic", "which topic has values of this shape?");
    Optional<String> topic =
        fields.node("topic").flatMap(node -> TopicForm.topic(node, TopicForm.EXPECTED, reading));
    Optional<Node> value = fields.node("value");
    if (value.isEmpty()) {
      return topic.map(Offers::asTheyAre);
    }
    if (!(value.get() instanceof Node.Mapping)) {
      fields.expected(
          value.get(), "value", "an object such as {userId: \"${user}\"}, whose texts may", "");
      return Optional.empty();
    }
    return compile(value.get(), reading.problems()).isPresent()
        ? topic.map(name -> new Offers(name, text(boxed(json(value.get(), new ArrayList<>())))))
        : Optional.empty();
  }

  /** A shape, or what is wrong with it, at its place. */
  static Optional<TriggerShape> compile(Node value, List<Problem> problems) {
    int before = problems.size();
    Optional<TriggerShape> shape = TriggerShape.compile(json(value, problems), problems);
    return shape.filter(
        compiled -> problems.subList(before, problems.size()).stream().noneMatch(Problem::isError));
  }

  private static Json json(Node value, List<Problem> problems) {
    return JsonValues.of(value, (at, text) -> problems.add(Problem.error(at, text)));
  }

  private static String text(Object value) {
    return new String(new JsonWriter().writeValue(value), StandardCharsets.UTF_8);
  }

  private static Object boxed(Json json) {
    if (json instanceof Json.Obj object) {
      Map<String, Object> members = new LinkedHashMap<>();
      object.members().forEach((name, member) -> members.put(name, boxed(member)));
      return members;
    } else if (json instanceof Json.Arr array) {
      return array.elements().stream().map(OffersForm::boxed).toList();
    }
    return json instanceof Json.Str string ? string.text().value() : ((Json.Scalar) json).value();
  }

  @Override
  public List<String> topics(List<Offers> offers) {
    return offers.stream().map(Offers::topic).toList();
  }

  @Override
  public String write(List<Offers> offers) {
    return offers.stream().map(OffersForm::write).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String write(Offers offers) {
    String topic = ScalarForm.yaml(offers.topic());
    return offers.value() == null ? topic : "{topic: " + topic + ", value: " + offers.value() + "}";
  }
}
