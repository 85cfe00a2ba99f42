package dev.nudge.app.check;

import dev.nudge.app.terminal.Table;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.Footprint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What campaigns may have to remember of one user: a table for people, numbers for machines.
 *
 * @param most by the campaign's id
 */
record Footprints(Map<String, Footprint> most) {
  /** Of campaigns that are each in a set of its own. */
  static Footprints of(Map<String, CampaignSet> campaigns) {
    Map<String, Footprint> most = new LinkedHashMap<>();
    campaigns.forEach((id, set) -> most.put(id, set.footprint(id)));
    return new Footprints(most);
  }

  /** A line for each campaign below one that names the columns; none for no campaigns. */
  List<String> lines() {
    if (most.isEmpty()) {
      return List.of();
    }
    Table table = new Table().row("a user at most", "runs ", "events", "bytes", "timers");
    most.forEach(
        (id, footprint) ->
            table.row(
                id,
                Table.number(footprint.runs()) + (footprint.onlyCapped() ? "*" : " "),
                Table.number(footprint.events()),
                Table.number(footprint.bytes()),
                Table.number(footprint.timers())));
    return table.lines("");
  }

  /** Says how many are limited by the cap alone, if any is. */
  Optional<String> warning() {
    long capped = most.values().stream().filter(Footprint::onlyCapped).count();
    return capped == 0
        ? Optional.empty()
        : Optional.of(
            "warning: only the cap limits the runs of "
                + Table.count(capped, "campaign")
                + ", marked *; beyond it a user's oldest run is dropped, counted and journalled");
  }

  List<Object> asJson() {
    List<Object> all = new ArrayList<>();
    most.forEach(
        (id, footprint) -> {
          Map<String, Object> json = new LinkedHashMap<>();
          json.put("campaign", id);
          json.put("runs", (long) footprint.runs());
          json.put("only_capped", footprint.onlyCapped());
          json.put("events", footprint.events());
          json.put("bytes", footprint.bytes());
          json.put("timers", (long) footprint.timers());
          all.add(json);
        });
    return all;
  }
}
