package dev.nudge.engine.story;

import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.document.ZoneSuggestion;
import dev.nudge.engine.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A story for people: the day, then each event or deadline with what it came to. */
final class TextStory {
  private static final String INDENT = "          ";

  /** Longer ids stand out of their column. */
  private static final int LONGEST_ID = 24;

  /** So many other misfits of a step are only counted. */
  private static final int MISFITS = 2;

  private final Story story;
  private final StoryInput input;
  private final Map<String, Campaign> campaigns = new HashMap<>();
  private final List<String> lines = new ArrayList<>();
  private final Folded folded;
  private final int column;
  private String day = "";

  private TextStory(Story story) {
    this.story = story;
    this.input = story.input();
    this.folded = new Folded(story.occurrences());
    input.campaigns().forEach(campaign -> campaigns.put(campaign.id().value(), campaign));
    this.column =
        story.occurrences().stream()
            .flatMap(occurrence -> occurrence.notes().keySet().stream())
            .mapToInt(String::length)
            .filter(length -> length <= LONGEST_ID)
            .max()
            .orElse(0);
  }

  static List<String> write(Story story) {
    return new TextStory(story).write();
  }

  private List<String> write() {
    int events = input.events().size();
    lines.add(
        input.user()
            + ": "
            + events
            + (events == 1 ? " event" : " events")
            + (input.later() > 0 ? ", and " + input.later() + " later than this story" : ""));
    input
        .unknownZones()
        .forEach(
            named ->
                lines.add(
                    "the profile's timezone '"
                        + named
                        + "' is no time zone"
                        + ZoneSuggestion.didYouMean(named)
                        + "; the days are those of "
                        + input.compiled().zone().getId()));
    if (!story.refused().isEmpty()) {
      lines.add(
          "profile updates that were not taken: "
              + story.refused().size()
              + ", the first: "
              + story.refused().get(0));
    }
    List<Occurrence> quiet = new ArrayList<>();
    for (Occurrence occurrence : folded.occurrences()) {
      if (occurrence.notes().isEmpty() && occurrence.dropped().isEmpty()) {
        if (!quiet.isEmpty()
            && !Wording.day(quiet.get(0).time()).equals(Wording.day(occurrence.time()))) {
          quiet(quiet);
        }
        quiet.add(occurrence);
      } else {
        quiet(quiet);
        occurrence(occurrence);
      }
    }
    quiet(quiet);
    new Conclusion(story, lines).write();
    return lines;
  }

  private void day(long time) {
    String today = Wording.day(time);
    if (!today.equals(day)) {
      day = today;
      lines.add("");
      lines.add(today);
    }
  }

  private void occurrence(Occurrence occurrence) {
    day(occurrence.time());
    String time = Wording.time(occurrence.time(), occurrence.time());
    String what = occurrence.event().map(TextStory::told).orElse("deadline");
    lines.addAll(Paragraph.of(time + "  ", INDENT + "  ", what));
    if (occurrence.dropped().equals("repeat")) {
      lines.add(
          INDENT + "a repeat of " + occurrence.event().map(Event::id).orElse("") + ": taken once");
    } else if (!occurrence.dropped().isEmpty()) {
      lines.add(
          INDENT
              + "rejected as late: the user's clock is at "
              + Wording.time(occurrence.clock(), occurrence.time()));
    } else if (occurrence.event().isPresent() && occurrence.time() < occurrence.clock()) {
      lines.add(
          INDENT
              + "late: for patterns, it happens at "
              + Wording.time(occurrence.clock(), occurrence.time()));
    }
    long now = Math.max(occurrence.time(), occurrence.clock());
    occurrence
        .notes()
        .forEach(
            (id, notes) -> {
              Campaign campaign = campaigns.get(id);
              if (campaign != null) {
                notes(campaign, notes, now);
              }
            });
  }

  private void notes(Campaign campaign, List<Note> notes, long now) {
    Map<String, Long> misfits =
        notes.stream()
            .filter(Note.Unfit.class::isInstance)
            .collect(
                Collectors.groupingBy(
                    note -> ((Note.Unfit) note).step(), LinkedHashMap::new, Collectors.counting()));
    Set<String> told = new HashSet<>();
    String before = "";
    int first = lines.size();
    for (int i = 0; i < notes.size(); i++) {
      Note note = notes.get(i);
      Optional<Note> next = i + 1 < notes.size() ? Optional.of(notes.get(i + 1)) : Optional.empty();
      String sentence = Sentences.of(note, campaign, now);
      if (note instanceof Note.Unfit unfit) {
        long others = misfits.getOrDefault(unfit.step(), 0L) - 1;
        if (others < MISFITS) {
          line(campaign, first, sentence);
        } else if (told.add(unfit.step())) {
          line(campaign, first, sentence + "; nor for " + others + " other attempts");
        }
      } else if (next.isPresent() && isTogether(note, next.get())) {
        before = joined(before, sentence) + "; ";
      } else if (!(note instanceof Note.Weighed
          && next.filter(TextStory::isDecision).isPresent())) {
        line(campaign, first, joined(before, sentence) + inVain(campaign, note));
        before = "";
      }
      if (note instanceof Note.Fired fired) {
        Sentences.details(fired).forEach(detail -> line(campaign, first, detail));
      }
    }
  }

  /** Of what is one sentence, the attempt is named once. */
  private static String joined(String before, String sentence) {
    return before.isEmpty() ? sentence : before + sentence.replaceFirst("^attempt \\d+ ", "");
  }

  /** An event that makes an attempt a match, which fires or does not. */
  private static boolean isTogether(Note note, Note next) {
    if (next instanceof Note.Completed completed) {
      return (note instanceof Note.Began began && began.attempt() == completed.attempt())
          || (note instanceof Note.Advanced advanced && advanced.attempt() == completed.attempt());
    }
    return note instanceof Note.Completed && isDecision(next);
  }

  private static boolean isDecision(Note note) {
    return note instanceof Note.Fired || note instanceof Note.Silent || note instanceof Note.Held;
  }

  private String inVain(Campaign campaign, Note note) {
    return note instanceof Note.Began began
            && folded.isInVain(campaign.id().value(), began.attempt())
        ? ", in vain"
        : "";
  }

  /** The campaign is named in the first of its lines. */
  private void line(Campaign campaign, int first, String sentence) {
    String id = lines.size() == first ? campaign.id().value() : "";
    String space = " ".repeat(Math.max(0, column - id.length()) + 2);
    lines.addAll(
        Paragraph.of(INDENT + id + space, " ".repeat(INDENT.length() + column + 4), sentence));
  }

  /** Events that came to nothing, in one line. */
  private void quiet(List<Occurrence> occurrences) {
    if (occurrences.isEmpty()) {
      return;
    }
    Occurrence first = occurrences.get(0);
    Occurrence last = occurrences.get(occurrences.size() - 1);
    day(first.time());
    String time = Wording.time(first.time(), first.time());
    if (occurrences.size() == 1) {
      lines.addAll(
          Paragraph.of(
              time + "  ",
              INDENT + "  ",
              first.event().map(TextStory::told).orElse("deadline") + " - changes nothing"));
    } else {
      Map<String, Integer> types = new LinkedHashMap<>();
      occurrences.forEach(
          occurrence ->
              occurrence.event().ifPresent(event -> types.merge(event.type(), 1, Integer::sum)));
      lines.addAll(
          Paragraph.of(
              time + "  ",
              INDENT + "  ",
              occurrences.size()
                  + " events that change nothing, until "
                  + Wording.time(last.time(), first.time())
                  + ": "
                  + types.entrySet().stream()
                      .map(
                          type ->
                              (type.getValue() > 1 ? type.getValue() + " x " : "") + type.getKey())
                      .collect(Collectors.joining(", "))));
    }
    occurrences.clear();
  }

  private static String told(Event event) {
    StringBuilder text = new StringBuilder(event.type());
    String gap = " ";
    for (int i = 0; i < event.properties().size(); i++) {
      text.append(gap)
          .append(event.properties().shape().name(i))
          .append('=')
          .append(Wording.value(event.properties().get(i)).replaceAll("^'|'$", ""));
    }
    return text.toString();
  }
}
