package dev.nudge.engine.measure;

import dev.nudge.engine.document.Text;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a measure is called by what it asks for: by states, and by people.
 *
 * @param k how many values it keeps; 0 where that says nothing
 */
record MeasureNames(MeasureSpec spec, int k, Extent extent, MeasureExpressions expressions) {
  /** What it asks for, the same text for the same thing; never changes, for states go by it. */
  String canonical() {
    StringBuilder text = new StringBuilder();
    field(text, spec.aggregate().name().toUpperCase(Locale.ROOT));
    field(text, Integer.toString(k));
    field(text, spec.aggregate().takesValue() ? canonical(expressions.value()) : "");
    field(text, Types.of(spec.events()).toString());
    field(text, canonical(expressions.where()));
    field(text, Integer.toString(spec.sequence().size()));
    for (int i = 0; i < spec.sequence().size(); i++) {
      field(text, Types.of(spec.sequence().get(i).events()).toString());
      field(text, canonical(expressions.sequence().get(i)));
    }
    field(text, canonical(expressions.by()));
    field(text, extent.canonical());
    return text.toString();
  }

  private static String canonical(Optional<MeasureExpression> expression) {
    return expression.isPresent() ? expression.get().canonical() : "";
  }

  /** With its length before it, so that no two lists of fields read the same. */
  private static void field(StringBuilder text, String field) {
    text.append(field.length()).append(':').append(field).append('\n');
  }

  /** For people: what it computes over which events. */
  String describe() {
    StringBuilder text = new StringBuilder();
    text.append(spec.aggregate().describe(k));
    if (spec.aggregate().takesValue()) {
      text.append(" of ").append(canonical(expressions.value()));
    }
    if (spec.sequence().size() == 0) {
      text.append(spec.aggregate().takesValue() ? " over " : " of ").append(named(spec.events()));
    } else {
      text.append(" of sequences");
      for (int i = 0; i < spec.sequence().size(); i++) {
        text.append(i == 0 ? " " : ", then ").append(named(spec.sequence().get(i).events()));
        expressions
            .sequence()
            .get(i)
            .ifPresent(expression -> text.append(" with ").append(expression.canonical()));
      }
    }
    expressions
        .where()
        .ifPresent(expression -> text.append(" where ").append(expression.canonical()));
    expressions
        .by()
        .ifPresent(expression -> text.append(", for each ").append(expression.canonical()));
    return text.append(", ").append(extent.describe()).toString();
  }

  private static String named(List<Text> events) {
    return events.isEmpty()
        ? "any event"
        : String.join(" or ", new TreeSet<>(events.stream().map(Text::value).toList()));
  }
}
