package dev.nudge.engine.campaign;

import static dev.nudge.engine.campaign.CampaignGrammar.GROUP;
import static dev.nudge.engine.campaign.CampaignGrammar.STEP;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the steps and groups of a pattern, and checks what one says of its neighbours. */
final class PartsReader {
  /** Groups within groups: deeper is a mistake, and would be hard to read. */
  private static final int MOST_DEPTH = 8;

  private final Names names;
  private final boolean limited;
  private int steps;

  PartsReader(Names names, boolean limited) {
    this.names = names;
    this.limited = limited;
  }

  List<PatternPart> read(Fields pattern) {
    return list(pattern, 0, true);
  }

  /** The parts under {@code steps}; {@code last}: nothing follows them. */
  private List<PatternPart> list(Fields owner, int depth, boolean last) {
    List<Node> nodes = owner.list("steps", "steps such as '- name: cart_add'");
    if (owner.node("steps").orElse(null) instanceof Node.Listing && nodes.isEmpty()) {
      owner.error(
          owner.position("steps"),
          depth == 0
              ? "a pattern needs at least one step"
              : "a group needs at least one step; a step without parts has no 'steps'");
    }
    List<PatternPart> parts = new ArrayList<>();
    PatternPart before = null;
    // Beyond that, one mistake is told of all: what is not read costs nothing to check.
    for (int i = 0; i < nodes.size() && steps <= PatternSize.MOST_STEPS; i++) {
      boolean isLast = last && i == nodes.size() - 1;
      Optional<Fields> fields = open(owner, nodes.get(i));
      if (fields.isEmpty()) {
        steps++;
        continue;
      }
      PatternPart part =
          fields.get().has("steps")
              ? group(fields.get(), depth + 1, i == 0, isLast)
              : step(fields.get(), depth > 0, i == 0, isLast);
      checkNeighbours(before, part, fields.get());
      parts.add(part);
      if (!(part instanceof StepSpec step && step.absent())) {
        before = part;
      }
    }
    return parts;
  }

  /** A part that has {@code steps} is a group; the others are steps. */
  private static Optional<Fields> open(Fields owner, Node node) {
    boolean isGroup =
        node instanceof Node.Mapping mapping
            && mapping.entries().stream().anyMatch(entry -> entry.key().value().equals("steps"));
    return owner.open(node, isGroup ? GROUP : STEP);
  }

  private StepSpec step(Fields fields, boolean inGroup, boolean first, boolean last) {
    StepReader.Place place = new StepReader.Place(++steps, inGroup, first, last, limited);
    return new StepReader(names, fields, place).read();
  }

  private GroupSpec group(Fields fields, int depth, boolean first, boolean last) {
    if (depth > MOST_DEPTH) {
      fields.error(fields.position(), "groups may be nested " + MOST_DEPTH + " deep, no deeper");
    }
    if (first && fields.has("contiguity")) {
      fields.warning(
          fields.keyPosition("contiguity"),
          depth == 1
              ? "'contiguity' speaks of the step before, and this is the first; it has no effect"
              : "'contiguity' of a group's first part has no effect: it is that of the group");
    }
    Optional<Text> name = fields.text("name").map(word -> names.claim(word, "group_" + depth));
    List<PatternPart> parts = depth > MOST_DEPTH ? List.of() : list(fields, depth, last);
    if (!parts.isEmpty() && PatternSize.leastEvents(parts) == 0) {
      fields.error(
          fields.position("steps"),
          "one step of a group must happen; to leave all of it out, make the group optional");
    }
    return new GroupSpec(
        fields.position(),
        name,
        fields.choice("contiguity", Contiguity.class).orElse(Contiguity.FOLLOWED_BY),
        new RepeatReader(fields).read(),
        parts);
  }

  /** {@code before}: the last part that takes events. */
  private static void checkNeighbours(
      @Nullable PatternPart before, PatternPart part, Fields fields) {
    if (before == null) {
      return;
    }
    boolean absent = part instanceof StepSpec step && step.absent();
    if (before.repeat().optional() && absent) {
      fields.error(
          fields.keyPosition("absent"),
          "an absent step cannot follow an optional one: it would not be clear from when on; write"
              + " two campaigns, one with and one without the optional step");
    }
    if (before.repeat().greedy() && part.repeat().optional()) {
      fields.error(
          fields.keyPosition("optional"),
          "an optional step cannot follow a greedy one: the greedy one leaves nothing to choose");
    }
  }
}
