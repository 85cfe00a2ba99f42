package dev.nudge.console.check;

import dev.nudge.console.check.Drawing.Arrow;
import dev.nudge.console.check.Drawing.ArrowKind;
import dev.nudge.console.check.Drawing.Circle;
import dev.nudge.console.check.Drawing.CircleKind;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.GroupSpec;
import dev.nudge.engine.campaign.PatternPart;
import dev.nudge.engine.campaign.PatternSpec;
import dev.nudge.engine.campaign.StepSpec;
import dev.nudge.engine.document.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Draws a campaign for people: a circle for each step that can happen, an arrow for each event that
 * leads on, and one place where runs end that come to nothing. It follows the document, not the
 * compiled program, in which {@code times: 3} is three states.
 */
final class DrawingBuilder {
  private static final String START = "start";
  private static final String FIRE = "fire";
  private static final String STOP = "stop";

  private final List<Circle> circles = new ArrayList<>();
  private final Set<Arrow> arrows = new LinkedHashSet<>();

  /**
   * Absent steps since the last step that may happen: none of them may be last but the deadline.
   */
  private @Nullable StepSpec lastAbsent;

  private DrawingBuilder() {}

  static Drawing draw(Campaign campaign) {
    return new DrawingBuilder().drawing(campaign);
  }

  private Drawing drawing(Campaign campaign) {
    circles.add(new Circle(START, null, "", CircleKind.START));
    String condition = campaign.when().map(Text::value).orElse("");
    if (campaign.pattern().isEmpty()) {
      arrows.add(new Arrow(START, FIRE, null, condition, ArrowKind.TAKE));
    } else {
      pattern(campaign.pattern().get(), condition);
    }
    circles.add(new Circle(FIRE, null, "", CircleKind.FIRE));
    if (arrows.stream().anyMatch(arrow -> arrow.to().equals(STOP))) {
      circles.add(new Circle(STOP, null, "", CircleKind.STOP));
    }
    return new Drawing(List.copyOf(circles), List.copyOf(arrows));
  }

  private void pattern(PatternSpec pattern, String condition) {
    List<String> open = parts(pattern.parts(), List.of(START), true);
    StepSpec absent = lastAbsent;
    for (String from : open) {
      if (absent == null) {
        arrows.add(new Arrow(from, FIRE, null, condition, ArrowKind.PASS));
      } else {
        waits(from);
        arrows.add(
            new Arrow(
                from, FIRE, null, DrawingLabels.deadline(pattern, absent), ArrowKind.DEADLINE));
      }
    }
    if (absent == null) {
      expiry(pattern, open);
    }
  }

  /** The time for the whole runs out in every circle that waits for more. */
  private void expiry(PatternSpec pattern, List<String> open) {
    pattern
        .within()
        .ifPresent(
            within -> {
              for (Circle circle : List.copyOf(circles)) {
                if (circle.kind() == CircleKind.WAIT && !open.equals(List.of(circle.id()))) {
                  arrows.add(
                      new Arrow(
                          circle.id(), STOP, null, DrawingLabels.of(within), ArrowKind.DEADLINE));
                }
              }
            });
  }

  /**
   * Draws parts behind each other.
   *
   * @param open the circles from which the first of them is reached
   * @return those from which what follows is reached
   */
  private List<String> parts(List<PatternPart> parts, List<String> open, boolean first) {
    List<String> from = open;
    boolean begins = first;
    for (PatternPart part : parts) {
      if (part instanceof GroupSpec group) {
        from = group(group, from, begins);
      } else if (part instanceof StepSpec step) {
        from = step.absent() ? absent(step, from) : step(step, from, begins);
      }
      begins = false;
    }
    return from;
  }

  private List<String> step(StepSpec step, List<String> from, boolean begins) {
    lastAbsent = null;
    String name = step.name().value();
    String id = "step-" + (circles.size() - 1);
    circles.add(new Circle(id, name, DrawingLabels.circle(step), CircleKind.WAIT));
    for (String one : from) {
      arrows.add(new Arrow(one, id, name, DrawingLabels.event(step, !begins), ArrowKind.TAKE));
    }
    if (step.repeat().isLoop()) {
      arrows.add(new Arrow(id, id, name, DrawingLabels.again(step.repeat()), ArrowKind.TAKE));
    }
    return step.repeat().optional() ? both(from, id) : List.of(id);
  }

  private List<String> absent(StepSpec step, List<String> from) {
    lastAbsent = step;
    for (String one : from) {
      arrows.add(
          new Arrow(
              one, STOP, step.name().value(), DrawingLabels.event(step, true), ArrowKind.STOP));
    }
    return from;
  }

  private List<String> group(GroupSpec group, List<String> from, boolean begins) {
    int before = circles.size();
    List<String> ends = parts(group.parts(), from, begins);
    if (group.repeat().isLoop() && circles.size() > before) {
      String first = circles.get(before).id();
      for (String end : ends) {
        arrows.add(
            new Arrow(
                end,
                first,
                circles.get(before).step(),
                DrawingLabels.again(group.repeat()),
                ArrowKind.TAKE));
      }
    }
    List<String> all = ends;
    if (group.repeat().optional()) {
      for (String one : from) {
        all = both(all, one);
      }
    }
    return all;
  }

  /** It waits for time to pass, and for nothing else. */
  private void waits(String id) {
    circles.replaceAll(
        circle ->
            circle.id().equals(id) && circle.kind() == CircleKind.WAIT
                ? new Circle(id, circle.step(), circle.label(), CircleKind.DEADLINE)
                : circle);
  }

  private static List<String> both(List<String> some, String one) {
    Set<String> all = new LinkedHashSet<>(some);
    all.add(one);
    return List.copyOf(all);
  }
}
