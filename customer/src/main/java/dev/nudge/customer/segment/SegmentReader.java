package dev.nudge.customer.segment;

import dev.nudge.engine.document.Document;
import dev.nudge.engine.document.DocumentReader;
import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Grammar;
import dev.nudge.engine.document.Keys;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.event.Profile;
import dev.nudge.engine.expression.Compiled;
import dev.nudge.engine.expression.Expressions;
import dev.nudge.engine.expression.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the documents of segments; every mistake becomes a problem at its place. */
public final class SegmentReader {
  private static final Keys TOP = Keys.of("at the top", "id", "description", "who");
  private static final Grammar GRAMMAR = Grammar.of(TOP);
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Pattern MARK = Pattern.compile("^[\"']?who[\"']?\\s*:", Pattern.MULTILINE);
  private static final Pattern OTHERS = Pattern.compile("\\bsegments?\\b");

  private final Expressions expressions = new Expressions();

  /** The segments of a text; those with an error are left out. */
  public List<Segment> read(String file, String text, List<Problem> problems) {
    List<Segment> segments = new ArrayList<>();
    for (Document document : DocumentReader.read(file, text, problems)) {
      long before = errors(problems);
      Optional<Segment> segment =
          Fields.open(document.root(), TOP, GRAMMAR, problems)
              .flatMap(fields -> segment(fields, problems));
      if (document.sound() && errors(problems) == before) {
        segment.ifPresent(segments::add);
      }
    }
    return segments;
  }

  /** Whether a text is of segments, right or wrong: nothing else says who. */
  public static boolean isSegment(String text) {
    return MARK.matcher(text).find();
  }

  private Optional<Segment> segment(Fields top, List<Problem> problems) {
    top.require("id", "what is it called in segment('...')?");
    top.require("who", "a condition, such as customer.total_spend > 1000.0");
    Optional<Text> id = top.text("id");
    id.filter(text -> !ID.matcher(text.value()).matches())
        .ifPresent(
            text ->
                top.error(
                    text.position(),
                    "'id': expected a name such as big-spenders: lower-case letters, digits and -,"
                        + " at most 64"));
    Optional<Text> who = top.expression("who");
    Optional<Compiled> condition = who.flatMap(text -> condition(text, problems));
    String description = top.text("description").map(Text::value).orElse("");
    if (id.isEmpty() || who.isEmpty()) {
      return Optional.empty();
    }
    return condition.map(
        compiled -> new Segment(id.get().value(), description, who.get(), compiled));
  }

  private Optional<Compiled> condition(Text who, List<Problem> problems) {
    Optional<Compiled> compiled =
        expressions.compile("'who'", who, Facts.SCOPE, Scope.Type.BOOL, problems);
    if (compiled.isPresent() && compiled.get().names().fields().contains(Profile.SEGMENTS)) {
      Matcher place = OTHERS.matcher(who.value());
      problems.add(
          Problem.error(
              who.position(place.find() ? place.start() : 0),
              "a segment cannot go by other segments; write their conditions here"));
      return Optional.empty();
    }
    return compiled;
  }

  private static long errors(List<Problem> problems) {
    return problems.stream().filter(Problem::isError).count();
  }
}
