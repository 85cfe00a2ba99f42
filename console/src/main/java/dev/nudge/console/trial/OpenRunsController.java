package dev.nudge.console.trial;

import dev.nudge.console.live.CampaignTexts;
import dev.nudge.engine.Detector;
import dev.nudge.engine.Open;
import dev.nudge.engine.Output;
import dev.nudge.engine.UserState;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.mapping.ProfileUpdate;
import dev.nudge.engine.pattern.RunSnapshot;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "people")
class OpenRunsController {
  private static final int MOST = 20;

  private final LiveCampaignSet campaigns;
  private final CampaignTexts texts;
  private final PersonHistory history;
  private final Clock clock;

  OpenRunsController(
      LiveCampaignSet campaigns, CampaignTexts texts, PersonHistory history, Clock clock) {
    this.campaigns = campaigns;
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

  private record Where(String campaign, String step) {}

  @GetMapping("/api/live/runs")
  @Operation(
      operationId = "openRuns",
      summary = "Which campaigns a person is in the middle of, and for how long yet",
      description =
          "Up to twenty steps, the latest first. They come of the campaigns in which somebody waits,"
              + " run over the person's latest events.")
  List<OpenRun> runs(@RequestParam String user) {
    List<Event> events = history.events(user);
    if (events.isEmpty()) {
      return List.of();
    }
    Map<Where, List<RunSnapshot>> steps = new LinkedHashMap<>();
    for (Open open : open(user, events)) {
      steps
          .computeIfAbsent(new Where(open.campaign(), open.step()), any -> new ArrayList<>())
          .add(open.run());
    }
    Map<String, String> names = texts.names();
    return steps.entrySet().stream()
        .sorted(Comparator.comparingLong(step -> -latest(step.getValue())))
        .limit(MOST)
        .map(step -> run(step.getKey(), step.getValue(), names))
        .toList();
  }

  private List<Open> open(String user, List<Event> events) {
    Detector detector = new Detector(campaigns.now());
    UserState state = new UserState(user);
    Output nowhere = Output.triggersTo(trigger -> {});
    for (ProfileUpdate update : history.profile(user)) {
      var unused = detector.onProfile(update.properties(), update.time(), state);
    }
    events.forEach(event -> detector.onEvent(event, state, nowhere));
    detector.onTime(clock.millis(), state, nowhere);
    return detector.open(state);
  }

  private static long latest(List<RunSnapshot> runs) {
    return runs.stream().mapToLong(RunSnapshot::lastTime).max().orElse(0);
  }

  private static OpenRun run(Where where, List<RunSnapshot> runs, Map<String, String> names) {
    long due = runs.stream().mapToLong(run -> run.waits().due()).min().orElse(Long.MAX_VALUE);
    return new OpenRun(
        where.campaign(),
        names.getOrDefault(where.campaign(), where.campaign()),
        where.step(),
        runs.size(),
        due == Long.MAX_VALUE ? null : Instant.ofEpochMilli(due).toString());
  }
}
