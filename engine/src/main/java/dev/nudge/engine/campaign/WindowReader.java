package dev.nudge.engine.campaign;

import static dev.nudge.engine.campaign.CampaignGrammar.WINDOW;

import dev.nudge.engine.campaign.Window.Bound;
import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Notation;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code over}: a length, or two ends. */
final class WindowReader {
  private static final Pattern PUBLISH =
      Pattern.compile("publish(?:\\s*(?<sign>[+-])\\s*(?<offset>[0-9a-z]+))?");

  private static final String ENDS =
      "a time such as 2026-11-01T00:00:00Z, publish, publish - 3d, publish + 1d";

  private WindowReader() {}

  static Window read(Fields measure) {
    Optional<Node> over = measure.node("over");
    if (over.isEmpty()) {
      return new Window.All();
    }
    if (over.get() instanceof Node.Mapping) {
      return measure
          .open("over", WINDOW)
          .<Window>flatMap(WindowReader::ends)
          .orElse(new Window.All());
    }
    if (over.get() instanceof Node.Scalar scalar && bound(scalar).isPresent()) {
      String advice = "; for all since then write over: {from: " + scalar.text() + "}";
      measure.expected(scalar, "over", "a duration such as 7d", advice);
      return new Window.All();
    }
    return measure.duration("over").<Window>map(Window.Sliding::new).orElse(new Window.All());
  }

  private static Optional<Window> ends(Fields fields) {
    fields.require("from", "where the window begins");
    Optional<Bound> from = bound(fields, "from", ENDS + " or day");
    Optional<Bound> to = bound(fields, "to", ENDS + "; left out, it is now");
    if (to.isPresent() && to.get() instanceof Bound.Day) {
      fields.error(fields.position("to"), "'day' can only be the beginning, under 'from'");
      return Optional.empty();
    }
    if (from.isPresent() && to.isPresent() && isEmpty(from.get(), to.get())) {
      fields.error(fields.position("to"), "'to' must be later than 'from'");
      return Optional.empty();
    }
    return from.map(begin -> new Window.Between(begin, to));
  }

  private static boolean isEmpty(Bound from, Bound to) {
    if (from instanceof Bound.At begin && to instanceof Bound.At end) {
      return !begin.time().isBefore(end.time());
    }
    return from instanceof Bound.Publish begin
        && to instanceof Bound.Publish end
        && begin.offset().compareTo(end.offset()) >= 0;
  }

  private static Optional<Bound> bound(Fields fields, String key, String what) {
    Optional<Node> node = fields.node(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    Optional<Bound> bound = bound(node.get());
    if (bound.isEmpty()) {
      fields.expected(node.get(), key, what, "");
    }
    return bound;
  }

  private static Optional<Bound> bound(Node node) {
    if (!(node instanceof Node.Scalar scalar)) {
      return Optional.empty();
    }
    String text = scalar.text().value();
    if (text.equals("day")) {
      return Optional.of(new Bound.Day());
    }
    Matcher publish = PUBLISH.matcher(text);
    if (!publish.matches()) {
      return Notation.timestamp(text).map(Bound.At::new);
    }
    if (publish.group("offset") == null) {
      return Optional.of(new Bound.Publish(Duration.ZERO));
    }
    boolean before = publish.group("sign").equals("-");
    return Notation.duration(publish.group("offset"))
        .map(offset -> new Bound.Publish(before ? offset.negated() : offset));
  }
}
