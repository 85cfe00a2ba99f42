package dev.nudge.app.explain;

import dev.nudge.app.replay.OneUser;
import dev.nudge.app.terminal.Table;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A story for people: the day, then each event or deadline with what it came to. */
final class TextStory {
  private static final String INDENT = "          ";

  /** More misfits of one step than this are only counted. */
  private static final int MISFITS = 3;

  private final Story story;
  private final OneUser given;
  private final Map<String, Campaign> campaigns = new HashMap<>();
  private final List<String> lines = new ArrayList<>();
  private String day = "";

  private TextStory(Story story, OneUser given) {
    this.story = story;
    this.given = given;
    given.campaigns().forEach(campaign -> campaigns.put(campaign.id().value(), campaign));
  }

  static List<String> write(Story story, OneUser given) {
    return new TextStory(story, given).write();
  }

  private List<String> write() {
    lines.add(
        story.user()
            + ": "
            + Table.count(given.events().size(), "event")
            + (given.afterUntil() > 0 ? ", " + given.afterUntil() + " more after --until" : ""));
    List<Scene> quiet = new ArrayList<>();
    for (Scene scene : story.scenes()) {
      if (scene.notes().isEmpty() && !scene.late()) {
        if (!quiet.isEmpty()
            && !Wording.day(quiet.get(0).time()).equals(Wording.day(scene.time()))) {
          quiet(quiet);
        }
        quiet.add(scene);
      } else {
        quiet(quiet);
        scene(scene);
      }
    }
    quiet(quiet);
    end();
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

  private void scene(Scene scene) {
    day(scene.time());
    String time = Wording.time(scene.time(), scene.time());
    String what = scene.event().map(TextStory::told).orElse("deadline");
    lines.addAll(Paragraph.of(time + "  ", INDENT + "  ", what));
    if (scene.late()) {
      lines.add(
          INDENT
              + "rejected as late: the user's clock is at "
              + Wording.time(scene.clock(), scene.time()));
    } else if (scene.event().isPresent() && scene.time() < scene.clock()) {
      lines.add(
          INDENT
              + "late: for patterns, it happens at "
              + Wording.time(scene.clock(), scene.time()));
    }
    long now = Math.max(scene.time(), scene.clock());
    scene.notes().forEach((id, notes) -> notes(id, notes, now));
  }

  private void notes(String id, List<Note> notes, long now) {
    Campaign campaign = campaigns.get(id);
    if (campaign == null) {
      return;
    }
    Map<String, Integer> misfits = new LinkedHashMap<>();
    for (Note note : notes) {
      if (note instanceof Note.Unfit unfit
          && misfits.merge(unfit.step(), 1, Integer::sum) > MISFITS) {
        continue;
      }
      line(id, Sentences.of(note, campaign, now));
    }
    misfits.forEach(
        (step, count) -> {
          if (count > MISFITS) {
            line(id, "nor is it '" + step + "' for " + (count - MISFITS) + " other attempts");
          }
        });
  }

  private void line(String id, String sentence) {
    lines.addAll(Paragraph.of(INDENT + id + ": ", INDENT + "  ", sentence));
  }

  /** Events that came to nothing, in one line. */
  private void quiet(List<Scene> scenes) {
    if (scenes.isEmpty()) {
      return;
    }
    Scene first = scenes.get(0);
    Scene last = scenes.get(scenes.size() - 1);
    day(first.time());
    String time = Wording.time(first.time(), first.time());
    if (scenes.size() == 1) {
      lines.addAll(
          Paragraph.of(
              time + "  ",
              INDENT + "  ",
              first.event().map(TextStory::told).orElse("deadline") + " - changes nothing"));
    } else {
      Map<String, Integer> types = new LinkedHashMap<>();
      scenes.forEach(
          scene -> scene.event().ifPresent(event -> types.merge(event.type(), 1, Integer::sum)));
      lines.addAll(
          Paragraph.of(
              time + "  ",
              INDENT + "  ",
              scenes.size()
                  + " events that change nothing, until "
                  + Wording.time(last.time(), first.time())
                  + ": "
                  + types.entrySet().stream()
                      .map(
                          type ->
                              (type.getValue() > 1 ? type.getValue() + " x " : "") + type.getKey())
                      .collect(Collectors.joining(", "))));
    }
    scenes.clear();
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

  private void end() {
    if (!story.open().isEmpty()) {
      lines.add("");
      lines.add("Still open at " + Wording.time(story.end(), story.end()) + ":");
      for (UnderWay run : story.open()) {
        lines.addAll(
            Paragraph.of(
                "  " + run.campaign() + ": ",
                "    ",
                "attempt "
                    + run.attempt()
                    + ", begun at "
                    + Wording.time(run.since(), story.end())
                    + ", "
                    + Wording.waits(run.waits(), story.end())));
      }
    }
    List<String> measures = new ArrayList<>();
    story
        .measures()
        .forEach(
            (id, values) -> {
              if (!values.isEmpty()) {
                measures.add(
                    "  "
                        + id
                        + ": "
                        + values.entrySet().stream()
                            .map(value -> value.getKey() + " = " + Wording.value(value.getValue()))
                            .collect(Collectors.joining(", ")));
              }
            });
    if (!measures.isEmpty()) {
      lines.add("");
      lines.add("Measures in the end:");
      lines.addAll(measures);
    }
    lines.add("");
    for (Verdict verdict : story.verdicts()) {
      lines.addAll(Paragraph.of(verdict.campaign() + ": ", "  ", sentence(verdict)));
    }
    given.idle().forEach((id, why) -> lines.add(id + ": not run: " + why));
  }

  private String sentence(Verdict verdict) {
    return verdict.fired().isEmpty()
        ? verdict.reason()
        : "fired "
            + verdict.fired().size()
            + "x ("
            + verdict.fired().stream()
                .map(time -> Wording.time(time, story.end()))
                .collect(Collectors.joining(", "))
            + ")";
  }
}
