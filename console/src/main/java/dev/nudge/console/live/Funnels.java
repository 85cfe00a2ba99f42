package dev.nudge.console.live;

import dev.nudge.console.database.IndexedText;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.campaign.PatternSpec;
import java.sql.Timestamp;
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
                        steps.put(IndexedText.of(step.name().value(), Tally.NAME), new Counts())));
    database
        .sql(
            "select step, entered, advanced, cancelled, expired, skipped, dropped from funnel_step"
                + " where campaign = ? order by entered desc, step")
        .param(campaign)
        .query(
            row -> {
              Counts counts = steps.computeIfAbsent(row.getString(1), any -> new Counts());
              counts.entered = row.getLong(2);
              counts.advanced = row.getLong(3);
              counts.left =
                  new Left(row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7));
            });
    // A run that is older than its pattern allows was lost, such as by an edit of the pattern.
    long since =
        pattern
            .flatMap(PatternSpec::within)
            .map(within -> now.toEpochMilli() - within.toMillis())
            .orElse(0L);
    database
        .sql(
            "select step, count(*) from funnel_waiting where campaign = ? and since >= ? group by 1")
        .param(campaign)
        .param(new Timestamp(Math.max(0, since)))
        .query(
            row -> {
              steps.computeIfAbsent(row.getString(1), any -> new Counts()).waiting = row.getLong(2);
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
