package dev.nudge.job.detect;

import dev.nudge.engine.Trigger;
import dev.nudge.engine.TriggerShape;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Profile;
import dev.nudge.importer.crm.CrmTrigger;
import dev.nudge.settings.CampaignsFrom;
import dev.nudge.settings.Offers;
import dev.nudge.settings.Settings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics whose values have a shape of their own, and what was missing for these shapes. */
final class Shapes {
  private static final Logger LOG = LoggerFactory.getLogger(Shapes.class);

  /** So many different gaps are told of; all are counted. */
  private static final int MOST_TOLD = 100;

  private final Map<String, Shape> shapes = new HashMap<>();

  /** How often an expression had no value, by campaign and reason. */
  private final Map<String, Map<String, Long>> gaps = new TreeMap<>();

  private final Set<String> told = new HashSet<>();

  private interface Shape {
    Object of(Trigger trigger, @Nullable Event event, Profile profile);
  }

  Shapes(Settings settings) {
    for (Offers offers : settings.topics().offers()) {
      offers.shape().ifPresent(shape -> put(offers.topic(), shape, settings));
    }
    CampaignsFrom from = settings.topics().campaignsFrom();
    if (!from.triggers().isEmpty()) {
      shapes.put(from.triggers(), (trigger, event, profile) -> CrmTrigger.of(trigger, event));
    }
  }

  private void put(String topic, TriggerShape shape, Settings settings) {
    shapes.put(
        topic,
        (trigger, event, profile) ->
            shape.of(
                trigger,
                event,
                profile,
                settings.time().zone(),
                (reason, detail) -> gap(topic, trigger.campaign(), reason, detail)));
  }

  /** Whether the values of a topic have a shape of their own. */
  boolean has(String topic) {
    return shapes.containsKey(topic);
  }

  /**
   * A trigger in the shape of its topic, which {@linkplain #has has} one, boxed.
   *
   * @param event that made it fire; null where a deadline did
   */
  Object of(String topic, Trigger trigger, @Nullable Event event, Profile profile) {
    return Objects.requireNonNull(shapes.get(topic)).of(trigger, event, profile);
  }

  private void gap(String topic, String campaign, String reason, String detail) {
    gaps.computeIfAbsent(campaign, id -> new TreeMap<>()).merge(reason, 1L, Long::sum);
    if (told.size() < MOST_TOLD && told.add(topic + ' ' + campaign + ' ' + detail)) {
      LOG.warn(
          "a value of the topic {} for a trigger of {} has a gap: {}; give a default: ${x ?? 'none'}",
          topic,
          campaign,
          detail);
    }
  }

  /** Adds what was missing to these sums, by campaign and reason. */
  Map<String, Map<String, Long>> addTo(Map<String, Map<String, Long>> sums) {
    gaps.forEach(
        (campaign, reasons) -> {
          Map<String, Long> sum = sums.computeIfAbsent(campaign, id -> new TreeMap<>());
          reasons.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
        });
    return sums;
  }

  /** Nothing is counted of a campaign any more. */
  void forget(String campaign) {
    gaps.remove(campaign);
  }
}
