package dev.nudge.console.person;

import dev.nudge.console.live.CampaignTexts;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.Detector;
import dev.nudge.engine.Open;
import dev.nudge.engine.Output;
import dev.nudge.engine.UserState;
import dev.nudge.engine.pattern.RunSnapshot;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which campaigns a person is in the middle of. */
@Component
public class OpenRuns {
  private static final int MOST = 20;

  private final LiveCampaignSet campaigns;
  private final CampaignTexts texts;
  private final PersonHistory history;
  private final Clock clock;

  OpenRuns(LiveCampaignSet campaigns, CampaignTexts texts, PersonHistory history, Clock clock) {
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
  public record OpenRun(
      String campaign, String name, String step, int count, @Nullable String due) {}

  private record Where(String campaign, String step) {}

  /** Up to twenty steps in which the person's runs are, the latest first. */
  public List<OpenRun> of(String user) {
    Map<Where, List<RunSnapshot>> steps = new LinkedHashMap<>();
    for (Open open : open(user)) {
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

  private List<Open> open(String user) {
    CampaignSet set = campaigns.now();
    Detector detector = new Detector(set);
    UserState state = new UserState(user);
    var unused =
        history.replay(set, detector, state, Output.triggersTo(trigger -> {}), clock.millis());
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
