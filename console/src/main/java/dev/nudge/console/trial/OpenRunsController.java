package dev.nudge.console.trial;

import dev.nudge.console.live.CampaignTexts;
import dev.nudge.console.web.ApiException;
import dev.nudge.engine.Detector;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.mapping.ProfileUpdate;
import dev.nudge.engine.story.Story;
import dev.nudge.engine.story.StoryInput;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "people")
class OpenRunsController {
  private static final int MOST = 20;

  private final JdbcClient database;
  private final CampaignTexts texts;
  private final PersonHistory history;
  private final Clock clock;

  OpenRunsController(JdbcClient database, CampaignTexts texts, PersonHistory history, Clock clock) {
    this.database = database;
    this.texts = texts;
    this.history = history;
    this.clock = clock;
  }

  /**
   * Runs of a campaign that are in the same step.
   *
   * @param name the campaign's, or its id
   * @param step in which they are
   * @param count how many
   * @param due ISO-8601, when the first of them ends unless something happens; null where no such
   *     time is known
   */
  record OpenRun(String campaign, String name, String step, int count, @Nullable String due) {}

  private record Waiting(String campaign, String step, int count) {}

  @GetMapping("/api/live/runs")
  @Operation(
      operationId = "openRuns",
      summary = "Which campaigns a person is in the middle of, and for how long yet",
      description =
          "The runs are those that the job told of, up to twenty steps, the latest first. When they"
              + " end comes of the campaign, run over the person's latest events.")
  List<OpenRun> runs(@RequestParam String user) {
    List<Waiting> waiting =
        database
            .sql(
                "select campaign, step, runs from funnel_waiting where user_id = ?"
                    + " order by since desc, campaign, step limit ?")
            .param(user)
            .param(MOST)
            .query((row, number) -> new Waiting(row.getString(1), row.getString(2), row.getInt(3)))
            .list();
    if (waiting.isEmpty()) {
      return List.of();
    }
    Map<String, String> names = texts.names();
    List<Event> events = history.events(user);
    List<ProfileUpdate> profile = history.profile(user);
    Map<String, String> ends = new HashMap<>();
    List<OpenRun> runs = new ArrayList<>();
    for (Waiting one : waiting) {
      String due =
          ends.computeIfAbsent(one.campaign(), campaign -> end(campaign, user, profile, events));
      runs.add(
          new OpenRun(
              one.campaign(),
              names.getOrDefault(one.campaign(), one.campaign()),
              one.step(),
              one.count(),
              due.isEmpty() ? null : due));
    }
    return runs;
  }

  /** When the first of the runs that are open ends; empty where there is none, or no such time. */
  private String end(
      String campaign, String user, List<ProfileUpdate> profile, List<Event> events) {
    String text = texts.text(campaign).orElse("");
    if (events.isEmpty() || text.isEmpty()) {
      return "";
    }
    TrialCampaign trial;
    try {
      trial = TrialCampaign.read(text);
    } catch (ApiException e) {
      return ""; // The job runs the version before.
    }
    Instant published = Instant.ofEpochMilli(events.get(0).time());
    Story story =
        Story.of(
            new StoryInput(
                user,
                List.of(trial.live(published)),
                trial.compile(published, true).campaigns(),
                Map.of(),
                published,
                profile,
                events,
                clock.millis(),
                0,
                Detector.DEFAULT_REPEATS));
    return story.objects().stream()
        .filter(object -> "open".equals(object.get("kind")))
        .flatMap(
            open -> open.get("waits") instanceof List<?> waits ? waits.stream() : Stream.empty())
        .map(wait -> wait instanceof Map<?, ?> fields ? fields.get("due") : null)
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .min(String::compareTo)
        .orElse("");
  }
}
