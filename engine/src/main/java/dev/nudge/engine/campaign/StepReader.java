package dev.nudge.engine.campaign;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads one step. */
final class StepReader {
  /**
   * Where the step stands.
   *
   * @param number from 1, over the whole pattern
   * @param inGroup whether in a group
   * @param firstOfList whether it begins the pattern or its group
   * @param last whether nothing follows in the whole pattern
   * @param limited whether the pattern has a {@code within}
   */
  record Place(int number, boolean inGroup, boolean firstOfList, boolean last, boolean limited) {}

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
    if (place.firstOfList() && fields.has("contiguity")) {
      fields.warning(
          fields.keyPosition("contiguity"),
          place.inGroup()
              ? "'contiguity' of a group's first step has no effect: it is that of the group"
              : "'contiguity' speaks of the step before, and this is the first; it has no effect");
    }
    if (after.isPresent() && within.isPresent() && after.get().compareTo(within.get()) >= 0) {
      fields.error(fields.position("after"), "'after' must be shorter than the step's 'within'");
    }
    return new StepSpec(
        name(),
        EventTypeNames.read(fields),
        fields.expression("where"),
        fields.text("script", "a JavaScript function of one event"),
        contiguity,
        absent ? Repeat.ONCE : new RepeatReader(fields).read(),
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
    for (String key : List.of("times", "loop", "optional", "greedy", "until", "after")) {
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
    } else if (place.firstOfList()) {
      fields.error(
          fields.keyPosition("absent"),
          "the first step of a group cannot be absent; put it before the group");
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
    if (fields.has("within") && !fields.has("times") && !place.inGroup()) {
      fields.error(
          fields.keyPosition("within"),
          "'within' counts from the step before, and this is the first;"
              + " for the whole pattern it belongs under 'pattern'");
    }
  }
}
