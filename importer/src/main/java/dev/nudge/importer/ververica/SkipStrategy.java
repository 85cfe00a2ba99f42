package dev.nudge.importer.ververica;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Text;
import dev.nudge.importer.draft.DraftValue;
import dev.nudge.importer.draft.JsonKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a match consumes. */
final class SkipStrategy {
  private static final String KEY = "afterMatchStrategy";

  /** What the class is called, and some rules call it. */
  private static final String OTHER_KEY = "afterMatchSkipStrategy";

  private static final String NO_SKIP = "NO_SKIP";
  private static final List<String> TYPES =
      List.of(NO_SKIP, "SKIP_TO_NEXT", "SKIP_PAST_LAST_EVENT", "SKIP_TO_FIRST", "SKIP_TO_LAST");

  private SkipStrategy() {}

  /** The strategy of a rule; one that has none skips nothing, as in Flink. */
  static DraftValue read(Fields rule, StepNames names) {
    String key = key(rule);
    Optional<Fields> opened = JsonKeys.open(rule, key, RuleKeys.SKIP);
    if (opened.isEmpty()) {
      return DraftValue.text(rule.position(key), "no_skip");
    }
    Fields fields = opened.get();
    Position at = fields.position();
    return switch (type(fields)) {
      case "SKIP_TO_NEXT" -> DraftValue.text(at, "to_next");
      case "SKIP_PAST_LAST_EVENT" -> DraftValue.text(at, "past_last_event");
      case "SKIP_TO_FIRST" -> to("to_first", fields, names);
      case "SKIP_TO_LAST" -> to("to_last", fields, names);
      default -> DraftValue.text(at, "no_skip");
    };
  }

  /** A node may say one, too; Flink looks at that of the whole rule alone. */
  static void ofNode(Fields node) {
    String key = key(node);
    JsonKeys.open(node, key, RuleKeys.SKIP)
        .filter(fields -> !type(fields).equals(NO_SKIP))
        .ifPresent(
            fields ->
                node.warning(
                    node.keyPosition(key),
                    "'"
                        + key
                        + "' of a node has no effect, in Flink nor here; that of the whole rule"
                        + " counts"));
  }

  private static String key(Fields of) {
    return of.has(OTHER_KEY) && !of.has(KEY) ? OTHER_KEY : KEY;
  }

  private static String type(Fields fields) {
    fields.require("type", "one of " + String.join(", ", TYPES));
    return JsonKeys.word(fields, "type", TYPES, Words.MEANT).orElse(NO_SKIP);
  }

  private static DraftValue to(String word, Fields fields, StepNames names) {
    fields.require("patternName", "the node to skip to");
    Optional<Text> theirs = fields.text("patternName");
    Optional<String> ours = theirs.flatMap(name -> names.of(name.value()));
    if (theirs.isPresent() && ours.isEmpty()) {
      fields.error(theirs.get().position(), "there is no node '" + theirs.get() + "'");
    }
    Position at = fields.position("patternName");
    return new DraftValue.Mapping(at, Map.of(word, DraftValue.text(at, ours.orElse(""))));
  }
}
