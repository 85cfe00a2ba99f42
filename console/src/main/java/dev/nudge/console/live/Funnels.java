package dev.nudge.console.live;

import dev.nudge.console.database.IndexedText;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.campaign.PatternSpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where the people of a campaign are, and where they were lost; and the same of their runs. */
@Component
final class Funnels {
  /** A part that is past counts where nothing newer is known of that life of the campaign. */
  private static final String SUMS =
      """
      select step, sum(came)::bigint as came, sum(went_on)::bigint as went_on,
        sum(stopped)::bigint as stopped, sum(ran_out)::bigint as ran_out,
        sum(used_up)::bigint as used_up, sum(crowded_out)::bigint as crowded_out,
        sum(let_go)::bigint as let_go, sum(waiting)::bigint as waiting,
        sum(entered)::bigint as entered, sum(advanced)::bigint as advanced,
        sum(cancelled)::bigint as cancelled, sum(expired)::bigint as expired,
        sum(skipped)::bigint as skipped, sum(dropped)::bigint as dropped
      from (
        select *, bool_and(past) over (partition by life) as gone
        from funnel_part where campaign = ?
      ) parts
      where gone or not past
      group by step order by sum(came) desc, 1
      """;

  private final JdbcClient database;
  private final TriggerCounts triggers;
  private final ObjectProvider<CampaignTexts> texts;

  Funnels(JdbcClient database, TriggerCounts triggers, ObjectProvider<CampaignTexts> texts) {
    this.database = database;
    this.triggers = triggers;
    this.texts = texts;
  }

  /**
   * A campaign.
   *
   * @param steps in the order of the document; steps of earlier versions come last
   * @param fired how many triggers there were ever
   */
  public record Funnel(List<Step> steps, long fired, long firedToday) {}

  /** A step: the people who came to it, and the runs by which they did. */
  public record Step(String step, StepPeople people, StepRuns runs) {
    static final Step NOBODY =
        new Step("", new StepPeople(0, 0, 0, 0, 0, 0, 0, 0), new StepRuns(0, 0, 0, 0, 0, 0));

    Step named(String name) {
      return new Step(name, people, runs);
    }
  }

  /**
   * People. Whoever comes to a step counts once, however many runs they have there, and again when
   * they come again after all of these have left. So {@code came} is the sum of all the others.
   *
   * @param wentOn to another step, or to the end
   * @param stopped since what must not happen did
   * @param ranOut since their time was up
   * @param usedUp since a match consumed their runs
   * @param crowdedOut since they had too many runs
   * @param letGo since the campaign ended, its pattern was edited, or they are not known any more
   * @param waiting who are there now
   */
  public record StepPeople(
      long came,
      long wentOn,
      long stopped,
      long ranOut,
      long usedUp,
      long crowdedOut,
      long letGo,
      long waiting) {
    /** While parts are handed on, what is counted of them may be less than nothing. */
    static StepPeople of(ResultSet row) throws SQLException {
      long wentOn = atLeastNobody(row, "went_on");
      long stopped = atLeastNobody(row, "stopped");
      long ranOut = atLeastNobody(row, "ran_out");
      long usedUp = atLeastNobody(row, "used_up");
      long crowdedOut = atLeastNobody(row, "crowded_out");
      long letGo = atLeastNobody(row, "let_go");
      long waiting = atLeastNobody(row, "waiting");
      long came = wentOn + stopped + ranOut + usedUp + crowdedOut + letGo + waiting;
      return new StepPeople(came, wentOn, stopped, ranOut, usedUp, crowdedOut, letGo, waiting);
    }

    private static long atLeastNobody(ResultSet row, String name) throws SQLException {
      return Math.max(0, row.getLong(name));
    }
  }

  /** Runs: each time somebody began. How many came to a step, and how they left it. */
  public record StepRuns(
      long entered, long advanced, long cancelled, long expired, long skipped, long dropped) {
    static StepRuns of(ResultSet row) throws SQLException {
      return new StepRuns(
          row.getLong("entered"),
          row.getLong("advanced"),
          row.getLong("cancelled"),
          row.getLong("expired"),
          row.getLong("skipped"),
          row.getLong("dropped"));
    }
  }

  Funnel of(String campaign, Instant now) {
    Optional<PatternSpec> pattern = pattern(campaign);
    Map<String, Step> steps = new LinkedHashMap<>();
    pattern.ifPresent(
        spec ->
            spec.steps().stream()
                .filter(step -> !step.absent())
                .map(step -> IndexedText.of(step.name().value(), CountBatch.NAME))
                .forEach(name -> steps.put(name, Step.NOBODY.named(name))));
    database
        .sql(SUMS)
        .param(campaign)
        .query(
            row -> {
              String name = row.getString("step");
              steps.put(name, new Step(name, StepPeople.of(row), StepRuns.of(row)));
            });
    long[] fired = triggers.firedAndToday(campaign, now);
    return new Funnel(List.copyOf(steps.values()), fired[0], fired[1]);
  }

  private Optional<PatternSpec> pattern(String campaign) {
    CampaignTexts known = texts.getIfAvailable();
    return known == null
        ? Optional.empty()
        : known
            .text(campaign)
            .flatMap(
                text -> CampaignReader.read(campaign, text, new ArrayList<>()).stream().findFirst())
            .map(document -> document.campaign())
            .flatMap(Campaign::pattern);
  }
}
