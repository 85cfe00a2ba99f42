package dev.nudge.engine;

import dev.nudge.engine.firing.Cap;
import dev.nudge.engine.pattern.Program;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What of a user's past decides what campaigns make of a moment: events of which types, and how far
 * back. A pattern sees no further than its {@code within}, or its publication; a measure as far as
 * its window; a cap counts offers, each of which had a past of its own.
 */
public final class Reach {
  /** Late events, deferred offers and the user's own midnight may move things by so much. */
  private static final long SLACK = Duration.ofDays(1).toMillis();

  private final List<CompiledCampaign> campaigns;
  private final long pacing;

  private Reach(List<CompiledCampaign> campaigns, List<CompiledCampaign> together) {
    this.campaigns = campaigns;
    this.pacing =
        together.stream()
            .flatMap(
                one ->
                    one.policy() == null
                        ? one.rules().caps().stream()
                        : one.policy().caps().stream())
            .mapToLong(Cap::per)
            .max()
            .orElse(0);
  }

  /** That of all campaigns of a set, in all their versions. */
  public static Reach of(CampaignSet set) {
    List<CompiledCampaign> all = IntStream.range(0, set.size()).mapToObj(set::campaign).toList();
    return new Reach(all, all);
  }

  /** That of one campaign, as far as it does not compete with the others. */
  public static Reach of(CampaignSet set, String id) {
    List<CompiledCampaign> own =
        IntStream.range(0, set.size())
            .mapToObj(set::campaign)
            .filter(one -> one.id().equals(id))
            .toList();
    return new Reach(own, own);
  }

  /**
   * The earliest time whose events count for what is made of a moment.
   *
   * @param time of the moment, in milliseconds
   * @return {@link Long#MIN_VALUE} where all that ever happened counts
   */
  public long since(long time) {
    long moment = time - pacing - SLACK;
    return campaigns.stream().mapToLong(one -> since(one, moment)).min().orElse(time);
  }

  private static long since(CompiledCampaign campaign, long moment) {
    long since = moment;
    for (CompiledCampaign.NamedMeasure measure : campaign.measures()) {
      since = Math.min(since, measure.plan().beginsAt(moment));
    }
    Program program = campaign.program();
    if (program != null) {
      long began = Math.max(program.asksBackTo(moment), campaign.publishedAt());
      since = Math.min(since, began);
    }
    return since;
  }

  /** The types of the events that count; empty for all. */
  public Optional<Set<String>> types() {
    Set<String> types = new TreeSet<>(Set.of(SegmentEvents.ENTERED, SegmentEvents.LEFT));
    for (CompiledCampaign campaign : campaigns) {
      for (CompiledCampaign.NamedMeasure measure : campaign.measures()) {
        if (measure.plan().eventTypes().isEmpty()) {
          return Optional.empty();
        }
        types.addAll(measure.plan().eventTypes().get());
      }
      Program program = campaign.program();
      if (program != null) {
        if (program.eventTypes().isEmpty()) {
          return Optional.empty();
        }
        types.addAll(program.eventTypes().get());
      }
    }
    return Optional.of(types);
  }
}
