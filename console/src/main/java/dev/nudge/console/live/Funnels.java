package dev.nudge.console.live;

import dev.nudge.console.database.IndexedText;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.campaign.PatternSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where the runs of a campaign are, and where they were lost. */
@Component
final class Funnels {
  /** A part that is past counts where nothing newer is known of that life of the campaign. */
  private static final String SUMS =
      """
      select step, sum(entered)::bigint, sum(advanced)::bigint, sum(cancelled)::bigint,
        sum(expired)::bigint, sum(skipped)::bigint, sum(dropped)::bigint, sum(waiting)::bigint
      from (
        select *, bool_and(past) over (partition by life) as gone
        from funnel_part where campaign = ?
      ) parts
      where gone or not past
      group by step order by 2 desc, 1
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

  /**
   * A step.
   *
   * @param entered how many runs came to it, ever
   * @param waiting how many users have a run in it now
   * @param advanced how many runs went on from it, or were complete
   */
  public record Step(String step, long entered, long waiting, long advanced, Left left) {}

  /** How many runs ended in a step, and how. */
  public record Left(long cancelled, long expired, long skipped, long dropped) {}

  private static final class Counts {
    long entered;
    long advanced;
    Left left = new Left(0, 0, 0, 0);
    long waiting;
  }

  Funnel of(String campaign, Instant now) {
    Optional<PatternSpec> pattern = pattern(campaign);
    Map<String, Counts> steps = new LinkedHashMap<>();
    pattern.ifPresent(
        spec ->
            spec.steps().stream()
                .filter(step -> !step.absent())
                .forEach(
                    step ->
                        steps.put(
                            IndexedText.of(step.name().value(), CountBatch.NAME), new Counts())));
    database
        .sql(SUMS)
        .param(campaign)
        .query(
            row -> {
              Counts counts = steps.computeIfAbsent(row.getString(1), any -> new Counts());
              counts.entered = row.getLong(2);
              counts.advanced = row.getLong(3);
              counts.left =
                  new Left(row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7));
              counts.waiting = Math.max(0, row.getLong(8)); // while parts are handed on
            });
    long[] fired = triggers.firedAndToday(campaign, now);
    List<Step> all = new ArrayList<>();
    steps.forEach(
        (name, counts) ->
            all.add(new Step(name, counts.entered, counts.waiting, counts.advanced, counts.left)));
    return new Funnel(all, fired[0], fired[1]);
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
