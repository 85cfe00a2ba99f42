package dev.nudge.job.size;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Triggers. Their matched events are reduced to id, type, time and the properties that the campaign
 * reads; then the texts of these are shortened; then the events become counts. After that the texts
 * and lists of measures and offer are shortened, and left out at last, and only then a value in
 * another shape is. Id, campaign, version, user, time and cause always remain.
 */
final class TriggerRule implements Rule {
  private static final Set<String> EVENT = Set.of("id", "type", "time");

  @Override
  public List<Step> steps() {
    return List.of(
        record -> record.change("matched", matched -> reduced(matched, record.reads())),
        record -> record.change("matched", matched -> eachStep(matched, TriggerRule::shortened)),
        record -> record.change("matched", matched -> eachStep(matched, TriggerRule::counted)),
        record -> record.change("measures", measures -> Shortened.value(measures, 256, 100)),
        record -> record.change("offer", offer -> Shortened.value(offer, 1024, 100)),
        record -> record.change("measures", measures -> Shortened.value(measures, 64, 10)),
        record -> record.change("offer", offer -> Shortened.value(offer, 256, 10)),
        record -> record.change("matched", matched -> Map.of()),
        record -> record.change("measures", measures -> Map.of()),
        record -> record.drop("offer"),
        record -> record.shortenShaped(1024, 100),
        record -> record.shortenShaped(256, 10),
        record -> record.shortenShaped(64, 3));
  }

  private interface OfStep {
    Object cut(Object matched);
  }

  private static Object eachStep(Object matched, OfStep cut) {
    Map<String, Object> steps = new LinkedHashMap<>();
    ((Map<?, ?>) matched).forEach((step, taken) -> steps.put(step.toString(), cut.cut(taken)));
    return steps;
  }

  private static Object reduced(Object matched, Set<String> reads) {
    return eachStep(
        matched,
        taken ->
            taken instanceof List<?> events
                ? events.stream().map(event -> reduced((Map<?, ?>) event, reads)).toList()
                : taken);
  }

  private static Map<String, Object> reduced(Map<?, ?> event, Set<String> reads) {
    Map<String, Object> reduced = new LinkedHashMap<>();
    event.forEach(
        (name, value) -> {
          if (EVENT.contains(name) || reads.contains(name)) {
            reduced.put(name.toString(), value);
          }
        });
    return reduced;
  }

  /** All events, but of each no text beyond some words. */
  private static Object shortened(Object taken) {
    return taken instanceof List<?> events
        ? events.stream().map(event -> Shortened.value(event, 256, 100)).toList()
        : taken;
  }

  /** As of a campaign that keeps no events: {@code {"count","first","last"}}. */
  private static Object counted(Object taken) {
    if (!(taken instanceof List<?> events) || events.isEmpty()) {
      return taken;
    }
    Map<String, Object> counted = new LinkedHashMap<>();
    counted.put("count", (long) events.size());
    counted.put("first", ((Map<?, ?>) events.get(0)).get("time"));
    counted.put("last", ((Map<?, ?>) events.get(events.size() - 1)).get("time"));
    return counted;
  }
}
