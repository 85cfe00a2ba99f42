package dev.nudge.app.importer.ververica;

import dev.nudge.app.importer.draft.Draft;
import dev.nudge.app.importer.draft.JsonKeys;
import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a match consumes. */
final class SkipStrategy {
  private static final List<String> TYPES =
      List.of("NO_SKIP", "SKIP_TO_NEXT", "SKIP_PAST_LAST_EVENT", "SKIP_TO_FIRST", "SKIP_TO_LAST");

  private SkipStrategy() {}

  /** The strategy of a rule; one that has none skips nothing, as in Flink. */
  static Draft read(Fields rule, StepNames names) {
    Optional<Fields> opened = JsonKeys.open(rule, "afterMatchStrategy", RuleKeys.SKIP);
    if (opened.isEmpty()) {
      return Draft.text(rule.position("afterMatchStrategy"), "no_skip");
    }
    Fields fields = opened.get();
    Position at = fields.position();
    fields.require("type", "one of " + String.join(", ", TYPES));
    return switch (JsonKeys.word(fields, "type", TYPES).orElse("NO_SKIP")) {
      case "SKIP_TO_NEXT" -> Draft.text(at, "to_next");
      case "SKIP_PAST_LAST_EVENT" -> Draft.text(at, "past_last_event");
      case "SKIP_TO_FIRST" -> to("to_first", fields, names);
      case "SKIP_TO_LAST" -> to("to_last", fields, names);
      default -> Draft.text(at, "no_skip");
    };
  }

  private static Draft to(String word, Fields fields, StepNames names) {
    fields.require("patternName", "the node to skip to");
    Optional<Text> theirs = fields.text("patternName");
    Optional<String> ours = theirs.flatMap(name -> names.of(name.value()));
    if (theirs.isPresent() && ours.isEmpty()) {
      fields.error(theirs.get().position(), "there is no node '" + theirs.get() + "'");
    }
    Position at = fields.position("patternName");
    return new Draft.Mapping(at, Map.of(word, Draft.text(at, ours.orElse(""))));
  }
}
