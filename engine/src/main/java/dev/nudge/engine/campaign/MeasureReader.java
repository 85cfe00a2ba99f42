package dev.nudge.engine.campaign;

import static dev.nudge.engine.campaign.CampaignGrammar.MEASURE;
import static dev.nudge.engine.campaign.CampaignGrammar.SEQUENCE;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.measure.Aggregate;
import dev.nudge.engine.measure.Aggregates;
import dev.nudge.engine.measure.MeasureSpec;
import dev.nudge.engine.measure.MeasureSpec.SequenceElement;
import dev.nudge.engine.measure.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads what stands under {@code measures}. */
final class MeasureReader {
  private static final int MOST_MEASURES = 100;
  private static final int MOST_TOP = 1_000;

  /** What an event fits is kept as bits of a long. */
  private static final int LONGEST_SEQUENCE = 63;

  private final Names names;

  MeasureReader(Names names) {
    this.names = names;
  }

  List<MeasureSpec> read(Fields campaign) {
    List<Node.Entry> entries =
        campaign.entries("measures", "measures by name, such as 'spend: {aggregate: sum, ...}'");
    if (entries.isEmpty() && campaign.node("measures").orElse(null) instanceof Node.Mapping) {
      campaign.error(campaign.position("measures"), "'measures': no measure; leave the key out");
    }
    if (entries.size() > MOST_MEASURES) {
      campaign.error(
          campaign.position("measures"),
          "'measures': at most " + MOST_MEASURES + " in one campaign, these are " + entries.size());
      return List.of();
    }
    List<MeasureSpec> measures = new ArrayList<>();
    for (Node.Entry entry : entries) {
      Text name = names.claim(entry.key(), "measure_" + (measures.size() + 1));
      campaign
          .open(entry.value(), MEASURE)
          .map(fields -> measure(name, fields))
          .ifPresentOrElse(measures::add, () -> measures.add(standIn(name)));
    }
    return measures;
  }

  /** Of no known type, so that what uses it is not wrong as well. */
  private static MeasureSpec standIn(Text name) {
    return new MeasureSpec(
        name,
        Aggregates.LAST,
        0,
        Optional.of(Text.at(name.position(), "dyn(0)")),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        new Window.All());
  }

  private static MeasureSpec measure(Text name, Fields fields) {
    fields.require("aggregate", "one of " + String.join(", ", Aggregates.byName().keySet()));
    Optional<Aggregate> known = fields.choice("aggregate", Aggregates.byName());
    known.ifPresent(aggregate -> checkKeys(aggregate, fields));
    MeasureSpec standIn = standIn(name);
    Aggregate aggregate = known.orElse(standIn.aggregate());
    OptionalInt k = fields.integer("k", 1, MOST_TOP);
    Optional<Text> value = fields.expression("value").or(standIn::value);
    return new MeasureSpec(
        name,
        aggregate,
        aggregate.takesK() ? k.orElse(1) : 0,
        aggregate.takesValue() ? value : Optional.empty(),
        EventTypeNames.read(fields),
        fields.expression("where"),
        sequence(fields),
        fields.expression("by"),
        WindowReader.read(fields));
  }

  private static void checkKeys(Aggregate aggregate, Fields fields) {
    String name = aggregate.name();
    if (aggregate.takesValue()) {
      fields.require("value", "what '" + name + "' is computed of, such as event.price");
    } else if (fields.has("value")) {
      fields.error(
          fields.keyPosition("value"),
          "'"
              + name
              + "' counts events and takes no 'value'; use 'where' to choose which, or 'distinct'");
    }
    if (aggregate.takesK()) {
      fields.require("k", "how many values '" + name + "' keeps");
    } else {
      refuse(fields, "k", Aggregate::takesK);
    }
    if (!aggregate.takesSequence()) {
      refuse(fields, "sequence", Aggregate::takesSequence);
    }
    for (String key : List.of("event", "where")) {
      if (fields.has("sequence") && fields.has(key)) {
        fields.error(
            fields.keyPosition(key),
            "'" + key + "' beside 'sequence' has no meaning; put it into the sequence's elements");
      }
    }
  }

  private static void refuse(Fields fields, String key, Predicate<Aggregate> takesIt) {
    if (fields.has(key)) {
      String owners =
          Aggregates.byName().values().stream()
              .filter(takesIt)
              .map(Aggregate::name)
              .collect(Collectors.joining("' or '"));
      fields.error(
          fields.keyPosition(key), "'" + key + "' belongs to the aggregate '" + owners + "' only");
    }
  }

  private static List<SequenceElement> sequence(Fields fields) {
    List<Node> nodes = fields.list("sequence", "elements such as '- event: view'");
    if (fields.node("sequence").orElse(null) instanceof Node.Listing && nodes.size() < 2) {
      fields.error(
          fields.position("sequence"),
          "a sequence needs at least two elements; for one, use 'event' and 'where'");
    }
    if (nodes.size() > LONGEST_SEQUENCE) {
      fields.error(
          fields.position("sequence"),
          "a sequence may have at most " + LONGEST_SEQUENCE + " elements");
    }
    List<SequenceElement> elements = new ArrayList<>();
    for (Node node : nodes) {
      fields
          .open(node, SEQUENCE)
          .map(
              element ->
                  new SequenceElement(EventTypeNames.read(element), element.expression("where")))
          .ifPresent(elements::add);
    }
    return elements;
  }
}
