package dev.nudge.job.detect;

import dev.nudge.engine.funnel.CampaignFunnel;
import dev.nudge.engine.funnel.Funnel;
import dev.nudge.engine.funnel.StepCounts;
import dev.nudge.engine.funnel.StepCounts.Left;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import dev.nudge.job.message.Kept;
import dev.nudge.job.message.Outgoing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * The funnel of a subtask, its part of the whole: as records that go out, and as bytes that are
 * kept.
 *
 * <p>A record has the totals of a part for one campaign since the campaign began, so that one that
 * is read twice, or missed, does no harm: the last of each key holds, and the whole is the sum of
 * the parts. When a subtask begins, it says so before anything else: from there on every earlier
 * record of a part whose number leaves the subtask's number when divided by how many subtasks there
 * are now is void, for what it counted is told again. So what was written between a checkpoint and
 * a failure counts once, and parts of which there are fewer now are handed on.
 */
final class FunnelRecords {
  private static final int FORM = 2;

  /** The form before people were counted. */
  private static final int OF_RUNS = 1;

  private final String topic;
  private final int part;
  private final int of;
  private final Funnel funnel = new Funnel();
  private final JsonWriter json = new JsonWriter();
  private boolean begun;

  /**
   * Nothing counted yet.
   *
   * @param part the number of the subtask
   * @param of how many subtasks there are
   */
  FunnelRecords(String topic, int part, int of) {
    this.topic = topic;
    this.part = part;
    this.of = of;
  }

  /** The number of the subtask. */
  int part() {
    return part;
  }

  /** What is counted, to be counted into. */
  Funnel funnel() {
    return funnel;
  }

  /** Takes over what was kept, be it of this part or of another. */
  void take(Iterable<byte[]> kept, Results results) {
    for (byte[] bytes : kept) {
      try {
        StateReader in = new StateReader(bytes);
        long form = in.varint();
        if (form == OF_RUNS) {
          funnel.readRuns(in);
        } else if (form == FORM) {
          funnel.read(in);
        } else {
          throw in.corrupt("a funnel of form " + form);
        }
      } catch (RuntimeException e) {
        results.unreadable("kept funnel", "", new Kept.Unreadable<>(bytes, e.toString()));
      }
    }
  }

  /** What is to be kept, campaign by campaign. */
  List<byte[]> kept() {
    List<byte[]> kept = new ArrayList<>();
    for (CampaignFunnel campaign : funnel.campaigns()) {
      StateWriter out = new StateWriter();
      out.varint(FORM);
      campaign.write(out);
      kept.add(out.toBytes());
    }
    return kept;
  }

  /**
   * What is to be told since the last call.
   *
   * @param goesOn whether the runs of a pattern go on, by its key
   */
  List<Outgoing> news(LongPredicate goesOn) {
    List<Outgoing> news = new ArrayList<>();
    if (!begun) {
      begun = true;
      Map<String, Object> record = new LinkedHashMap<>();
      record.put("part", (long) part);
      record.put("of", (long) of);
      news.add(record(Integer.toString(part), record));
    }
    for (CampaignFunnel campaign : funnel.takeChanged(goesOn)) {
      Map<String, Object> record = new LinkedHashMap<>();
      record.put("campaign", campaign.campaign());
      record.put("life", (long) campaign.life());
      record.put("part", (long) part);
      record.put("steps", steps(campaign, goesOn));
      news.add(record(part + "/" + campaign.life() + "/" + campaign.campaign(), record));
    }
    return news;
  }

  private static Map<String, Object> steps(CampaignFunnel campaign, LongPredicate goesOn) {
    Map<String, Long> waiting = campaign.waiting(goesOn);
    Map<String, Long> letGo = campaign.letGo(goesOn);
    Map<String, Object> steps = new LinkedHashMap<>();
    for (Map.Entry<String, StepCounts> step : campaign.steps().entrySet()) {
      StepCounts counts = step.getValue();
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("entered", counts.entered());
      told.put("advanced", counts.advanced());
      told.put("cancelled", counts.cancelled());
      told.put("expired", counts.expired());
      told.put("skipped", counts.skipped());
      told.put("dropped", counts.dropped());
      told.put("came", counts.came());
      told.put("went_on", counts.left(Left.WENT_ON));
      told.put("stopped", counts.left(Left.STOPPED));
      told.put("ran_out", counts.left(Left.RAN_OUT));
      told.put("used_up", counts.left(Left.USED_UP));
      told.put("crowded_out", counts.left(Left.CROWDED_OUT));
      told.put("let_go", letGo.getOrDefault(step.getKey(), 0L));
      told.put("waiting", waiting.getOrDefault(step.getKey(), 0L));
      told.values().removeIf(count -> count.equals(0L));
      steps.put(step.getKey(), told);
    }
    return steps;
  }

  private Outgoing record(String key, Map<String, Object> value) {
    return new Outgoing(Outgoing.Kind.FUNNEL, topic, key, json.writeValue(value));
  }
}
