package dev.nudge.engine.expression;

import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Suggestion;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Profile;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code segment('regulars')}: whether the profile's list of segments has this one. */
final class SegmentNode extends Node {
  /** What it is called. */
  static final String FUNCTION = "segment";

  private final String name;
  private final Property segments = Property.of(Profile.SEGMENTS);
  private final Mismatch mismatch = new Mismatch("segment()");

  SegmentNode(String name) {
    this.name = name;
  }

  /** Warns of each segment that is asked for and not there: nobody is in it. */
  static void doubt(Text source, Set<String> asked, Set<String> known, List<Problem> problems) {
    for (String name : new TreeSet<>(asked)) {
      if (!known.contains(name)) {
        Matcher place =
            Pattern.compile("segment\\s*\\(\\s*[\"']" + Pattern.quote(name))
                .matcher(source.value());
        problems.add(
            Problem.warning(
                source.position(place.find() ? place.start() : 0),
                "there is no segment '" + name + "'" + Suggestion.didYouMean(name, known)));
      }
    }
  }

  @Override
  public Kind evaluate(Frame frame) {
    if (!segments.in(frame.profile.properties())) {
      return leave(frame, false);
    }
    Kind kind = segments.load(frame.profile.properties(), frame);
    return kind == Kind.LIST
        ? leave(frame, ((List<?>) ref(frame)).contains(name))
        : fail(frame, mismatch.of(kind));
  }

  @Override
  boolean answers() {
    return true;
  }
}
