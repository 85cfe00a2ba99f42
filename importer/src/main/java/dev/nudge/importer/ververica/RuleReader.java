package dev.nudge.importer.ververica;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Notation;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import dev.nudge.importer.aviator.Translation;
import dev.nudge.importer.draft.CampaignDraft;
import dev.nudge.importer.draft.CampaignId;
import dev.nudge.importer.draft.DraftKeys;
import dev.nudge.importer.draft.JsonKeys;
import dev.nudge.importer.draft.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns a rule into a draft.
 *
 * @param typeProperty the property of the rule's events that is Nudge's event type
 */
public record RuleReader(String typeProperty) {

  /** Reads a rule; what is wrong with it is reported, and a draft then means nothing. */
  public Optional<CampaignDraft> read(Node rule, Origin origin, List<Problem> problems) {
    return JsonKeys.open(rule, RuleKeys.NODE, RuleKeys.GRAMMAR, problems)
        .flatMap(fields -> read(fields, origin, problems));
  }

  private Optional<CampaignDraft> read(Fields rule, Origin origin, List<Problem> problems) {
    JsonKeys.word(rule, "type", List.of("COMPOSITE"), Words.MEANT);
    if (rule.has("condition")) {
      rule.error(
          rule.position("condition"), "the whole rule has no condition; put it on its nodes");
    }
    List<Link> path = GraphPath.of(rule);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    checkQuantifier(rule, path);
    StepNames names = new StepNames();
    RuleWindow window = RuleWindow.read(rule, path);
    StepWriter writer = new StepWriter(names, new Translation(typeProperty, problems), problems);
    DraftKeys pattern = new DraftKeys(rule.position());
    pattern.put("steps", writer.steps(rule, path, window.last()));
    window
        .whole()
        .ifPresent(
            within -> pattern.put("within", rule.position("window"), Notation.write(within)));
    pattern.put("skip", SkipStrategy.read(rule, names));
    String name = rule.text("name").map(Text::value).orElse("");
    // What Flink writes calls a rule after its last node, so that name says nothing.
    boolean named = !name.isEmpty() && names.of(name).isEmpty();
    String id = named ? CampaignId.from(name) : origin.id();
    if (id.isEmpty()) {
      rule.error(rule.position("name"), "nothing of the name can stand in an id; rename the rule");
    }
    DraftKeys root = new DraftKeys(rule.position());
    root.put("id", rule.position("name"), id);
    if (named && !id.equals(name)) {
      root.put("name", rule.position("name"), name);
    }
    root.put("pattern", pattern.build());
    List<String> notes = new ArrayList<>();
    notes.add("Imported from " + origin.file() + ", a rule of dynamic Flink CEP.");
    notes.add("It says what must happen. What to offer then comes under 'offer'.");
    return Optional.of(new CampaignDraft(id, notes, root.build()));
  }

  /** The quantifier of the rule as a whole is never looked at: Flink repeats the last node's. */
  private static void checkQuantifier(Fields rule, List<Link> path) {
    Quantifier whole = Quantifier.read(rule);
    Quantifier last = Quantifier.read(path.get(path.size() - 1).node());
    if (!whole.isPlain() && !whole.properties().equals(last.properties())) {
      rule.warning(
          rule.position("quantifier"),
          "the quantifier of a whole rule has no effect, in Flink nor here");
    }
  }
}
