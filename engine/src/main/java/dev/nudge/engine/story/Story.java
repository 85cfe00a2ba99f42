package dev.nudge.engine.story;

import dev.nudge.engine.Trigger;
import dev.nudge.engine.json.Rejection;
import java.util.List;
import java.util.Map;

/**
 * What happened to one user, and what each campaign made of it. Its triggers are those that a
 * replay of the same events fires.
 */
public final class Story {
  private final StoryInput input;
  private final List<Occurrence> occurrences;
  private final List<UnderWay> open;
  private final Map<String, Map<String, Object>> measures;
  private final List<CampaignTrace> traces;
  private final List<Trigger> triggers;
  private final List<Rejection> refused;
  private final long clock;
  private final long end;

  /**
   * A story.
   *
   * @param occurrences in order
   * @param open what is under way in the end
   * @param measures the last values, by campaign and name
   * @param traces one a campaign, in the order of the documents
   * @param refused profile updates that were not taken
   * @param clock the user's clock in the end, in milliseconds since 1970-01-01T00:00Z
   * @param end when the story ends: the same, or later, where it is told until then
   */
  Story(
      StoryInput input,
      List<Occurrence> occurrences,
      List<UnderWay> open,
      Map<String, Map<String, Object>> measures,
      List<CampaignTrace> traces,
      List<Trigger> triggers,
      List<Rejection> refused,
      long clock,
      long end) {
    this.input = input;
    this.occurrences = List.copyOf(occurrences);
    this.open = List.copyOf(open);
    this.measures = measures;
    this.traces = List.copyOf(traces);
    this.triggers = List.copyOf(triggers);
    this.refused = List.copyOf(refused);
    this.clock = clock;
    this.end = end;
  }

  /** Tells it; the time it takes is that of a replay of the user's events, a few times over. */
  public static Story of(StoryInput input) {
    return StoryReplay.run(input);
  }

  /** For people: lines of plain text, seldom longer than 100 characters, times in UTC. */
  public List<String> lines() {
    return TextStory.write(this);
  }

  /**
   * For machines: objects as a JSON writer takes them, one for each event, deadline, note, attempt
   * that is open, and verdict. Each says its {@code kind}, in the order of the text.
   */
  public List<Map<String, Object>> objects() {
    return JsonStory.write(this);
  }

  /** Why each campaign fired or did not, in the order of the documents. */
  public List<Answer> answers() {
    return traces.stream().map(trace -> new Answer(this, trace)).toList();
  }

  /** What fired. The ids may be others than those of a live system, which keeps fewer events. */
  public List<Trigger> triggers() {
    return triggers;
  }

  /** Why profile updates were not taken, one each. */
  List<Rejection> refused() {
    return refused;
  }

  StoryInput input() {
    return input;
  }

  List<Occurrence> occurrences() {
    return occurrences;
  }

  List<UnderWay> open() {
    return open;
  }

  Map<String, Map<String, Object>> measures() {
    return measures;
  }

  List<Verdict> verdicts() {
    return traces.stream().map(trace -> Verdicts.of(trace, input, end)).toList();
  }

  long clock() {
    return clock;
  }

  long end() {
    return end;
  }
}
