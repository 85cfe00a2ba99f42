package dev.nudge.engine.campaign;

import static dev.nudge.engine.campaign.CampaignGrammar.TIMES;

import dev.nudge.engine.campaign.StepSpec.Contiguity;
import dev.nudge.engine.campaign.StepSpec.Times;
import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads one step. */
final class StepReader {
  /** How often a step may be asked for: what a run keeps must stay small. */
  static final int MOST_TIMES = 1_000;

  /**
   * Where the step stands.
   *
   * @param number from 1
   * @param last whether none follows
   * @param limited whether the pattern has a {@code within}
   */
  record Place(int number, boolean last, boolean limited) {}

  private final Names names;
  private final Fields fields;
  private final Place place;

  StepReader(Names names, Fields fields, Place place) {
    this.names = names;
    this.fields = fields;
    this.place = place;
  }

  StepSpec read() {
    boolean absent = fields.flag("absent").orElse(false);
    Contiguity contiguity =
        fields.choice("contiguity", Contiguity.class).orElse(Contiguity.FOLLOWED_BY);
    Optional<Duration> after = fields.duration("after");
    Optional<Duration> within = fields.duration("within");
    if (absent) {
      checkAbsent(contiguity);
    }
    if (place.number() == 1) {
      checkFirst();
    }
    if (after.isPresent() && within.isPresent() && after.get().compareTo(within.get()) >= 0) {
      fields.error(fields.position("after"), "'after' must be shorter than the step's 'within'");
    }
    return new StepSpec(
        name(),
        fields.texts("event", "an event type"),
        fields.expression("where"),
        fields.text("script", "a JavaScript function of one event"),
        contiguity,
        absent ? Times.ONCE : times(),
        absent,
        after,
        within);
  }

  private Text name() {
    fields.require("name", "such as 'name: cart_add'");
    String standIn = "step_" + place.number();
    return fields
        .text("name")
        .map(name -> names.claim(name, standIn))
        .orElseGet(() -> Text.at(fields.position("name"), standIn));
  }

  private void checkAbsent(Contiguity contiguity) {
    for (String key : List.of("times", "after")) {
      if (fields.has(key)) {
        fields.error(
            fields.keyPosition(key),
            "'" + key + "' beside 'absent' has no meaning: the step must not happen");
      }
    }
    boolean next = contiguity == Contiguity.NEXT;
    if (place.number() == 1) {
      fields.error(
          fields.keyPosition("absent"),
          "the first step cannot be absent: nothing says from when; use a 'count' measure that is 0");
    } else if (place.last() && !next && !place.limited() && !fields.has("within")) {
      fields.error(
          fields.keyPosition("absent"),
          "an absent last step needs a deadline: a 'within' here or under 'pattern'");
    } else if (!place.last() && !next && fields.has("within")) {
      fields.error(
          fields.keyPosition("within"),
          "'within' on an absent step is a deadline, and only the last step may have one;"
              + " put it on the step that follows");
    }
  }

  /** The keys that speak of the step before. */
  private void checkFirst() {
    if (fields.has("after")) {
      fields.error(
          fields.keyPosition("after"),
          "'after' counts from the step before, and this is the first");
    }
    if (fields.has("within") && !fields.has("times")) {
      fields.error(
          fields.keyPosition("within"),
          "'within' counts from the step before, and this is the first;"
              + " for the whole pattern it belongs under 'pattern'");
    }
    if (fields.has("contiguity")) {
      fields.warning(
          fields.keyPosition("contiguity"),
          "'contiguity' speaks of the step before, and this is the first; it has no effect");
    }
  }

  private Times times() {
    Optional<Node> node = fields.node("times");
    if (node.isEmpty()) {
      return Times.ONCE;
    }
    if (node.get() instanceof Node.Mapping mapping) {
      if (mapping.entries().isEmpty()) {
        fields.expected(node.get(), "times", "a number, or {min: 2, max: 5}", " without keys");
      }
      return fields.open("times", TIMES).map(StepReader::range).orElse(Times.ONCE);
    }
    if (!(node.get() instanceof Node.Scalar scalar) || scalar.type() != Node.Scalar.Type.INTEGER) {
      fields.expected(node.get(), "times", "a number such as 3, or {min: 2, max: 5}", "");
      return Times.ONCE;
    }
    OptionalInt count = fields.integer("times", 1, MOST_TIMES);
    return count.isPresent() ? new Times(count.getAsInt(), count.getAsInt()) : Times.ONCE;
  }

  private static Times range(Fields range) {
    int min = range.integer("min", 1, MOST_TIMES).orElse(1);
    int max = range.integer("max", 1, MOST_TIMES).orElse(Times.UNBOUNDED);
    if (max < min) {
      range.error(range.position("max"), "'max' must not be less than 'min'");
      return new Times(min, min);
    }
    return new Times(min, max);
  }
}
