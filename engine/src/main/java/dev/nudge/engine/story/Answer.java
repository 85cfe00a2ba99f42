package dev.nudge.engine.story;

import dev.nudge.engine.Reach;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Why a campaign fired for the user, or did not, as shortly as can be. */
public final class Answer {
  /** So many attempts that fired are told of, the latest. */
  private static final int MOST_FIRED = 3;

  /** What it comes to. */
  public enum State {
    /** It fired. */
    FIRED,
    /** It may still fire of what is under way. */
    OPEN,
    /** It would have fired, and was kept back. */
    WITHHELD,
    /** It did not fire. */
    NOT,
    /** Nothing happened that it looks at. */
    UNCONCERNED
  }

  private final Story story;
  private final CampaignTrace trace;

  /** What is under way, by the attempt's number. */
  private final Map<Integer, UnderWay> open = new HashMap<>();

  private final List<Attempt> about;
  private final State state;

  Answer(Story story, CampaignTrace trace) {
    this.story = story;
    this.trace = trace;
    story.open().stream()
        .filter(one -> one.campaign().equals(campaign()))
        .forEach(one -> open.put(one.attempt(), one));
    this.about = about();
    this.state = stateOf();
  }

  /**
   * The attempts that the answer is about: those that fired; or else one that is still to be
   * judged, one that is under way, or that which came farthest.
   */
  private List<Attempt> about() {
    List<Attempt> attempts = trace.attempts();
    if (!trace.fired().isEmpty()) {
      List<Attempt> fired = attempts.stream().filter(attempt -> attempt.fired).toList();
      return fired.subList(Math.max(0, fired.size() - MOST_FIRED), fired.size());
    }
    return attempts.stream()
        .max(
            Comparator.comparing(Attempt::isToBeJudged)
                .thenComparing(this::isOpen)
                .thenComparing(Attempt.FARTHEST))
        .map(List::of)
        .orElse(List.of());
  }

  private boolean isOpen(Attempt attempt) {
    return open.containsKey(attempt.number);
  }

  private State stateOf() {
    if (!trace.fired().isEmpty()) {
      return State.FIRED;
    }
    if (!about.isEmpty()) {
      Attempt attempt = about.get(0);
      if (isOpen(attempt) || attempt.isToBeJudged()) {
        return State.OPEN;
      }
      return attempt.withheld.isPresent() ? State.WITHHELD : State.NOT;
    }
    if (!trace.candidates().isEmpty()) {
      return State.OPEN;
    }
    return trace
        .miss()
        .map(
            miss ->
                miss.note() instanceof Note.Held
                    ? State.WITHHELD
                    : miss.note() instanceof Note.Weighed weighed && !weighed.after()
                        ? State.OPEN
                        : State.NOT)
        .orElse(State.UNCONCERNED);
  }

  /** The campaign's id. */
  public String campaign() {
    return trace.campaign().id().value();
  }

  /** What it comes to. */
  public State state() {
    return state;
  }

  /** When it fired, in milliseconds since 1970-01-01T00:00Z, in order. */
  public List<Long> fired() {
    return List.copyOf(trace.fired());
  }

  /**
   * Since when events were counted, in milliseconds, where the campaign asks for earlier ones as
   * well: the answer may be another by those.
   */
  public OptionalLong countedSince() {
    long since = story.input().past().since();
    if (since == Long.MIN_VALUE || state == State.UNCONCERNED) {
      return OptionalLong.empty();
    }
    return Reach.of(story.input().compiled(), campaign()).since(story.end()) < since
        ? OptionalLong.of(since)
        : OptionalLong.empty();
  }

  /**
   * One sentence for people; a second one where {@link #countedSince} has something to say.
   *
   * @param locale of its language; in English where there is none of it
   * @param zone of its times
   * @param naming what people call what it speaks of
   */
  public String sentence(Locale locale, ZoneId zone, Naming naming) {
    Phrases phrases = new Phrases(locale, zone, story.end());
    String sentence = new AnswerSentence(story, trace, phrases, naming, open).of(state, about);
    OptionalLong since = countedSince();
    return since.isPresent()
        ? sentence + phrases.say("counted", phrases.time(since.getAsLong()))
        : sentence;
  }

  /**
   * The few events and deadlines that the sentence is about, as {@link Story#objects} has them,
   * with what the campaign made of each.
   *
   * @param most the latest are given
   */
  public List<Map<String, Object>> highlights(int most) {
    List<Occurrence> mattered = new ArrayList<>();
    for (Occurrence occurrence : story.occurrences()) {
      List<Note> notes =
          occurrence.notes().getOrDefault(campaign(), List.of()).stream()
              .filter(this::matters)
              .toList();
      if (!notes.isEmpty()) {
        mattered.add(occurrence.with(Map.of(campaign(), notes)));
      }
    }
    if (mattered.isEmpty()) {
      trace.miss().flatMap(this::missed).ifPresent(mattered::add);
    }
    return JsonStory.write(
        story, mattered.subList(Math.max(0, mattered.size() - most), mattered.size()));
  }

  /** All events and deadlines, as {@link Story#objects} has them, with nothing of others. */
  public List<Map<String, Object>> story() {
    return JsonStory.write(
        story,
        story.occurrences().stream()
            .filter(one -> one.event().isPresent() || one.notes().containsKey(campaign()))
            .map(one -> one.with(ofCampaign(one)))
            .toList());
  }

  private Map<String, List<Note>> ofCampaign(Occurrence occurrence) {
    List<Note> notes = occurrence.notes().getOrDefault(campaign(), List.of());
    return notes.isEmpty() ? Map.of() : Map.of(campaign(), notes);
  }

  private boolean matters(Note note) {
    if (note instanceof Note.Weighed weighed) {
      return weighed.before() != weighed.after();
    }
    if (note instanceof Note.Fired fired && fired.attempt().isEmpty()) {
      return true;
    }
    if ((note instanceof Note.Held held && held.attempt().isEmpty())
        || (note instanceof Note.Silent silent && silent.attempt().isEmpty())) {
      return state != State.FIRED;
    }
    return about.stream().anyMatch(attempt -> note.isOf(attempt.number));
  }

  private Optional<Occurrence> missed(CampaignTrace.Miss miss) {
    return story.occurrences().stream()
        .filter(
            occurrence ->
                occurrence.time() == miss.time()
                    && occurrence.notes().getOrDefault(campaign(), List.of()).contains(miss.note()))
        .reduce((earlier, later) -> later)
        .map(occurrence -> occurrence.with(Map.of(campaign(), List.of(miss.note()))));
  }
}
