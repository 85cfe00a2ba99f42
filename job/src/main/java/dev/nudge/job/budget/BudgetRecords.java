package dev.nudge.job.budget;

import dev.nudge.engine.firing.CampaignBudget;
import dev.nudge.engine.firing.Spending;
import dev.nudge.engine.json.JsonReader;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Parsed;
import dev.nudge.job.message.Message;
import dev.nudge.job.message.Outgoing;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a campaign has spent, as the record that tells it: {@code {"campaign":"c","spent":12.5,
 * "day":"2026-11-30","spent_on_day":3.5,"run":"..."}}, whose day is that of the last offer.
 */
public final class BudgetRecords {
  private final String topic;
  private final String run;
  private final JsonWriter json = new JsonWriter();

  /** Records of a topic, of a run of the job. */
  BudgetRecords(String topic, String run) {
    this.topic = topic;
    this.run = run;
  }

  /** Tells what has been spent. */
  Outgoing of(String campaign, Spending spent, long day) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("campaign", campaign);
    record.put("spent", number(spent.total()));
    record.put("day", LocalDate.ofEpochDay(day).toString());
    record.put("spent_on_day", number(spent.on(day)));
    record.put("run", run);
    return new Outgoing(Outgoing.Kind.BUDGET, topic, campaign, json.writeValue(record));
  }

  private static Object number(long millionths) {
    return millionths / (double) CampaignBudget.UNIT;
  }

  /** What a record tells; nothing where it is none. */
  public static Optional<Message.Spent> read(String text) {
    if (JsonReader.value(text) instanceof Parsed.Accepted<Object> read
        && read.value() instanceof Map<?, ?> record
        && record.get("campaign") instanceof String campaign
        && record.get("run") instanceof String run
        && record.get("spent") instanceof Number spent
        && record.get("day") instanceof String day
        && record.get("spent_on_day") instanceof Number onDay) {
      try {
        long number = LocalDate.parse(day).toEpochDay();
        return Optional.of(
            new Message.Spent(run, campaign, millionths(spent), number, millionths(onDay)));
      } catch (DateTimeParseException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static long millionths(Number amount) {
    return Math.round(amount.doubleValue() * CampaignBudget.UNIT);
  }
}
