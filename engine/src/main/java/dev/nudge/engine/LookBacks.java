package dev.nudge.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * When some campaign asks for what was before its own publication: stretches of time that do not
 * touch, in order. Immutable.
 */
final class LookBacks {
  private final List<Stretch> stretches;

  /**
   * From a time, inclusive, until another, exclusive.
   *
   * @param from in milliseconds
   */
  private record Stretch(long from, long until) {}

  private LookBacks(List<Stretch> stretches) {
    this.stretches = stretches;
  }

  static LookBacks of(List<CompiledCampaign> campaigns) {
    List<Stretch> all = new ArrayList<>();
    for (CompiledCampaign campaign : campaigns) {
      long from = campaign.publishedAt();
      long until = from;
      for (CompiledCampaign.NamedMeasure measure : campaign.measures()) {
        until = Math.max(until, measure.plan().looksBackUntil(from));
      }
      if (Math.min(until, campaign.supersededAt()) > from) {
        all.add(new Stretch(from, Math.min(until, campaign.supersededAt())));
      }
    }
    all.sort(Comparator.comparingLong(Stretch::from));
    List<Stretch> apart = new ArrayList<>();
    for (Stretch next : all) {
      Stretch last = apart.isEmpty() ? null : apart.get(apart.size() - 1);
      if (last == null || last.until() < next.from()) {
        apart.add(next);
      } else {
        apart.set(apart.size() - 1, new Stretch(last.from(), Math.max(last.until(), next.until())));
      }
    }
    return new LookBacks(List.copyOf(apart));
  }

  boolean at(long time) {
    for (Stretch stretch : stretches) {
      if (stretch.from() <= time && time < stretch.until()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Since when, without a gap, some campaign has been looking back; the time itself if none has.
   */
  long since(long time) {
    for (Stretch stretch : stretches) {
      if (stretch.from() <= time && time < stretch.until()) {
        return stretch.from();
      }
    }
    return time;
  }

  /** Until when, without a gap, some campaign will look back; the time itself if none does. */
  long until(long time) {
    for (Stretch stretch : stretches) {
      if (stretch.from() <= time && time < stretch.until()) {
        return stretch.until();
      }
    }
    return time;
  }
}
