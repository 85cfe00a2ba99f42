package dev.nudge.engine.campaign;

import static dev.nudge.engine.campaign.CampaignGrammar.WINDOW;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Notation;
import dev.nudge.engine.measure.Window;
import dev.nudge.engine.measure.Window.Bound;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads {@code over}: a length, or two ends. */
final class WindowReader {
  private static final Pattern PUBLISH =
      Pattern.compile("publish(?:\\s*(?<sign>[+-])\\s*(?<offset>[0-9a-z]+))?");

  private static final Pattern CALENDAR =
      Pattern.compile(
          "(?<base>day|today|yesterday|week|month)"
              + "(?:\\s*(?<sign>[+-])\\s*(?<count>\\d{1,4})\\s*"
              + "(?<unit>d|days?|w|weeks?|mo|months?))?");

  private static final Pattern IN_HOURS =
      Pattern.compile("(?:day|today|yesterday|week|month)\\s*[+-]\\s*\\d+\\s*\\w*");

  private static final String ENDS =
      "a time such as 2026-11-01T00:00:00Z, publish, publish - 3d, day, yesterday, week, month,"
          + " day - 2d";

  /** A leap year and one that is none: every calendar comes by. */
  private static final LocalDate SOME_DAY = LocalDate.of(2027, 1, 1);

  private static final int SOME_DAYS = 731;

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
      String advice =
          scalar.text().value().equals("yesterday")
              ? "; for that day alone write over: {from: yesterday, to: day}"
              : "; for all since then write over: {from: " + scalar.text() + "}";
      measure.expected(scalar, "over", "a duration such as 7d", advice);
      return new Window.All();
    }
    return measure.duration("over").<Window>map(Window.Sliding::new).orElse(new Window.All());
  }

  private static Optional<Window> ends(Fields fields) {
    fields.require("from", "where the window begins");
    Optional<Bound> from = bound(fields, "from", ENDS);
    Optional<Bound> to = bound(fields, "to", ENDS + "; left out, it is now");
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
    if (from instanceof Bound.Calendar begin && to instanceof Bound.Calendar end) {
      return IntStream.range(0, SOME_DAYS)
          .mapToObj(SOME_DAY::plusDays)
          .noneMatch(today -> begin.at(today).isBefore(end.at(today)));
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
      fields.expected(node.get(), key, what, advice(node.get()));
    }
    return bound;
  }

  private static String advice(Node node) {
    return node instanceof Node.Scalar scalar && IN_HOURS.matcher(scalar.text().value()).matches()
        ? "; a calendar goes by days (2d), weeks (1w) or months (1mo)"
        : "";
  }

  private static Optional<Bound> bound(Node node) {
    if (!(node instanceof Node.Scalar scalar)) {
      return Optional.empty();
    }
    String text = scalar.text().value();
    Matcher calendar = CALENDAR.matcher(text);
    if (calendar.matches()) {
      return Optional.of(calendar(calendar));
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

  /** Yesterday is a day before today, and a week seven days. */
  private static Bound calendar(Matcher text) {
    boolean yesterday = text.group("base").equals("yesterday");
    Bound.Unit unit =
        switch (text.group("base")) {
          case "week" -> Bound.Unit.WEEK;
          case "month" -> Bound.Unit.MONTH;
          default -> Bound.Unit.DAY;
        };
    if (text.group("count") == null) {
      return new Bound.Calendar(unit, yesterday ? -1 : 0, Bound.Unit.DAY);
    }
    int shift = Integer.parseInt(text.group("sign") + text.group("count"));
    return switch (text.group("unit").charAt(0)) {
      case 'm' -> new Bound.Calendar(unit, shift, Bound.Unit.MONTH);
      case 'w' -> new Bound.Calendar(unit, 7 * shift - (yesterday ? 1 : 0), Bound.Unit.DAY);
      default -> new Bound.Calendar(unit, shift - (yesterday ? 1 : 0), Bound.Unit.DAY);
    };
  }
}
