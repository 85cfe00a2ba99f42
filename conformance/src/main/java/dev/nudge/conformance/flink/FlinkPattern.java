package dev.nudge.conformance.flink;

import dev.nudge.conformance.pattern.Contiguity;
import dev.nudge.conformance.pattern.Group;
import dev.nudge.conformance.pattern.Loop;
import dev.nudge.conformance.pattern.Part;
import dev.nudge.conformance.pattern.PatternCase;
import dev.nudge.conformance.pattern.Repeat;
import dev.nudge.conformance.pattern.Skip;
import dev.nudge.conformance.pattern.Step;
import java.time.Duration;
import java.util.List;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.WithinType;
import org.jspecify.annotations.Nullable;

/** A case's pattern in Flink's words. */
final class FlinkPattern {
  private final PatternCase wanted;
  private final AfterMatchSkipStrategy skip;

  private FlinkPattern(PatternCase wanted, AfterMatchSkipStrategy skip) {
    this.wanted = wanted;
    this.skip = skip;
  }

  static AfterMatchSkipStrategy skip(Skip skip) {
    return switch (skip.strategy()) {
      case NO_SKIP -> AfterMatchSkipStrategy.noSkip();
      case TO_NEXT -> AfterMatchSkipStrategy.skipToNext();
      case PAST_LAST_EVENT -> AfterMatchSkipStrategy.skipPastLastEvent();
      case TO_FIRST -> AfterMatchSkipStrategy.skipToFirst(skip.step().orElseThrow());
      case TO_LAST -> AfterMatchSkipStrategy.skipToLast(skip.step().orElseThrow());
    };
  }

  /**
   * The pattern.
   *
   * @throws RuntimeException if Flink refuses it
   */
  static Pattern<Integer, Integer> of(PatternCase wanted, AfterMatchSkipStrategy skip) {
    FlinkPattern maker = new FlinkPattern(wanted, skip);
    Pattern<Integer, Integer> last = maker.sequence(wanted.pattern().parts());
    wanted.pattern().within().ifPresent(last::within);
    return last;
  }

  private Pattern<Integer, Integer> sequence(List<Part> parts) {
    Pattern<Integer, Integer> last = null;
    for (Part part : parts) {
      last = part instanceof Step step ? step(last, step) : group(last, (Group) part);
    }
    if (last == null) {
      throw new IllegalArgumentException("a pattern without parts");
    }
    return last;
  }

  private Pattern<Integer, Integer> step(@Nullable Pattern<Integer, Integer> before, Step step) {
    Pattern<Integer, Integer> made = begin(before, step);
    if (!step.types().isEmpty() || step.where().isPresent() || step.after().isPresent()) {
      made = made.where(CaseCondition.of(step, wanted.pattern(), wanted.events()));
    }
    if (step.repeat().isLoop()) {
      return repeat(made, step.repeat(), step.within().orElse(null));
    }
    if (step.within().isPresent()) {
      made = made.within(step.within().get(), WithinType.PREVIOUS_AND_CURRENT);
    }
    return repeat(made, step.repeat(), null);
  }

  private Pattern<Integer, Integer> begin(@Nullable Pattern<Integer, Integer> before, Step step) {
    if (before == null) {
      return Pattern.begin(step.name(), skip);
    }
    if (step.absent()) {
      return step.contiguity() == Contiguity.NEXT
          ? before.notNext(step.name())
          : before.notFollowedBy(step.name());
    }
    return switch (step.contiguity()) {
      case NEXT -> before.next(step.name());
      case FOLLOWED_BY -> before.followedBy(step.name());
      case FOLLOWED_BY_ANY -> before.followedByAny(step.name());
    };
  }

  private Pattern<Integer, Integer> group(@Nullable Pattern<Integer, Integer> before, Group group) {
    Pattern<Integer, Integer> inner = sequence(group.parts());
    Pattern<Integer, Integer> made;
    if (before == null) {
      made = Pattern.begin(inner, skip);
    } else {
      made =
          switch (group.contiguity()) {
            case NEXT -> before.next(inner);
            case FOLLOWED_BY -> before.followedBy(inner);
            case FOLLOWED_BY_ANY -> before.followedByAny(inner);
          };
    }
    return repeat(made, group.repeat(), null);
  }

  private Pattern<Integer, Integer> repeat(
      Pattern<Integer, Integer> made, Repeat repeat, @Nullable Duration within) {
    if (repeat.isLoop()) {
      made = times(made, repeat, within);
      if (repeat.loop() == Loop.CONSECUTIVE) {
        made = made.consecutive();
      } else if (repeat.loop() == Loop.COMBINATIONS) {
        made = made.allowCombinations();
      }
    }
    if (repeat.optional()) {
      made = made.optional();
    }
    if (repeat.greedy()) {
      made = made.greedy();
    }
    if (repeat.until().isPresent()) {
      made =
          made.until(CaseCondition.until(repeat.until().get(), wanted.pattern(), wanted.events()));
    }
    return made;
  }

  private static Pattern<Integer, Integer> times(
      Pattern<Integer, Integer> made, Repeat repeat, @Nullable Duration within) {
    if (repeat.isUnbounded()) {
      return repeat.min() == 1 ? made.oneOrMore(within) : made.timesOrMore(repeat.min(), within);
    }
    return repeat.min() == repeat.max()
        ? made.times(repeat.min(), within)
        : made.times(repeat.min(), repeat.max(), within);
  }
}
