package dev.nudge.engine;

import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.measure.MeasurePlan;
import dev.nudge.engine.state.Keyed;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compiled campaigns and the index that finds, for an event, the few conditions worth looking at.
 * Immutable; one serves all threads.
 */
public final class CampaignSet {
  private final List<CompiledCampaign> campaigns;
  private final ZoneId zone;
  private final Map<String, Interest> byType;
  private final Interest ofOtherTypes;
  private final Set<Long> measures;
  private final LookBacks lookBacks;
  private final Keyed<List<CompiledCampaign>> byPattern;

  /**
   * One version of a campaign, made live.
   *
   * @param campaign the document
   * @param version from 1
   * @param publishedAt it applies to events from this time on, until a later version of it does
   * @param life with which version the campaign began, or began anew after its end: what is
   *     published after an end begins anew, without the runs of before
   */
  public record Published(Campaign campaign, int version, Instant publishedAt, int life) {
    /** A version after no end but those of the versions that are known. */
    public Published(Campaign campaign, int version, Instant publishedAt) {
      this(campaign, version, publishedAt, 1);
    }
  }

  /**
   * What compiling gave: the campaigns without errors, and all problems found in any.
   *
   * @param campaigns ready to run
   * @param problems sorted by place
   */
  public record Compiled(CampaignSet campaigns, List<Problem> problems) {}

  CampaignSet(List<CompiledCampaign> campaigns) {
    this.campaigns = campaigns;
    this.zone = ZoneId.of("UTC");
    this.byType = new HashMap<>();
    this.byPattern = new Keyed<>();
    Index index = new Index(campaigns);
    index.byType.forEach((type, entry) -> byType.put(type, entry.interest()));
    ofOtherTypes = index.ofOtherTypes.interest();
    measures = index.measures;
    lookBacks = LookBacks.of(campaigns);
    for (CompiledCampaign campaign : campaigns) {
      if (campaign.program() != null) {
        List<CompiledCampaign> versions = byPattern.get(campaign.patternKey());
        if (versions == null) {
          versions = new ArrayList<>(1);
          byPattern.put(campaign.patternKey(), versions);
        }
        versions.add(campaign);
      }
    }
  }

  private CampaignSet(CampaignSet other, ZoneId zone) {
    this.campaigns = other.campaigns;
    this.zone = zone;
    this.byType = other.byType;
    this.ofOtherTypes = other.ofOtherTypes;
    this.measures = other.measures;
    this.lookBacks = other.lookBacks;
    this.byPattern = other.byPattern;
  }

  /**
   * Compiles. A campaign with an error is left out and never stops the others; one that is ended
   * does not run, and one that is paused runs in silence. A published time in a document wins over
   * the one given here.
   */
  public static Compiled compile(List<Published> published) {
    return compile(published, Optional.empty());
  }

  /**
   * The same, and warns of segments that are not there.
   *
   * @param segments the names of all that there are, if they are known
   */
  public static Compiled compile(List<Published> published, Optional<Set<String>> segments) {
    return compile(published, new Publications(false, segments));
  }

  /**
   * Compiles for somebody who observes: the same campaigns fire at the same times, but all runs
   * keep their events, and every condition can give its {@link Reasons}. Costs memory. The ids of
   * triggers, and the state of users, are of this set alone.
   */
  public static Compiled compileObservable(List<Published> published) {
    return compile(published, new Publications(true, Optional.empty()));
  }

  private static Compiled compile(List<Published> published, Publications publications) {
    List<Problem> problems = new ArrayList<>();
    for (Published version : published) {
      problems.addAll(publications.add(version));
    }
    problems.sort(Comparator.comparing(Problem::at));
    return new Compiled(publications.campaigns(), problems);
  }

  /** The same campaigns for users who, where their profile names no zone, live in this one. */
  public CampaignSet in(ZoneId otherZone) {
    return otherZone.equals(zone) ? this : new CampaignSet(this, otherZone);
  }

  /** The zone of users whose profile names none. */
  public ZoneId zone() {
    return zone;
  }

  /** How many campaign versions it holds. */
  public int size() {
    return campaigns.size();
  }

  /** The ids of the campaigns, in order. */
  public Set<String> ids() {
    Set<String> ids = new LinkedHashSet<>();
    campaigns.forEach(campaign -> ids.add(campaign.id()));
    return ids;
  }

  /**
   * The compiled program, measures and bounds of a campaign in words.
   *
   * @throws IllegalArgumentException if there is no such campaign
   */
  public String explain(String campaignId) {
    return Explanation.of(newest(campaignId));
  }

  /**
   * The most that is remembered of one user for a campaign.
   *
   * @throws IllegalArgumentException if there is no such campaign
   */
  public Footprint footprint(String campaignId) {
    return Footprint.of(newest(campaignId));
  }

  /**
   * How far back the measures of a version see that ask for what was before its publication, where
   * events are kept for so long, as far as is known: since when they are kept is known only where
   * they are kept because campaigns ask.
   */
  public List<Sight> sights(String campaignId, int version, Retention retention) {
    List<Sight> sights = new ArrayList<>();
    for (CompiledCampaign campaign : campaigns) {
      if (campaign.id().equals(campaignId) && campaign.version() == version) {
        long published = campaign.publishedAt();
        long since = retention.whereAsked() ? lookBacks.since(published) : Long.MIN_VALUE;
        long kept = Math.max(published - retention.length().toMillis(), since);
        for (CompiledCampaign.NamedMeasure measure : campaign.measures()) {
          MeasurePlan plan = measure.plan();
          if (plan.looksBackUntil(published) > published) {
            long from = Math.min(kept, sharedSince(plan, published));
            boolean whole = from <= plan.asksBackTo(published);
            sights.add(new Sight(measure.name(), plan.asks(), from, whole));
          }
        }
      }
    }
    return sights;
  }

  /** Since when some version has had the measure. */
  private long sharedSince(MeasurePlan plan, long published) {
    long since = published;
    for (CompiledCampaign campaign : campaigns) {
      for (CompiledCampaign.NamedMeasure measure : campaign.measures()) {
        if (measure.plan().fingerprint() == plan.fingerprint()) {
          since = Math.min(since, campaign.publishedAt());
        }
      }
    }
    return since;
  }

  /** Whether some campaign asks, at a time, for what was before its publication. */
  boolean looksBackAt(long time) {
    return lookBacks.at(time);
  }

  private CompiledCampaign newest(String campaignId) {
    for (int i = campaigns.size() - 1; i >= 0; i--) {
      if (campaigns.get(i).id().equals(campaignId)) {
        return campaigns.get(i);
      }
    }
    throw new IllegalArgumentException("no campaign '" + campaignId + "'");
  }

  CompiledCampaign campaign(int index) {
    return campaigns.get(index);
  }

  Interest interest(String eventType) {
    return byType.getOrDefault(eventType, ofOtherTypes);
  }

  /** Whether a version asks for the measure of this fingerprint. */
  boolean measures(long fingerprint) {
    return measures.contains(fingerprint);
  }

  /** Whether a version owns the runs of this pattern, at whatever time. */
  boolean runs(long patternKey) {
    return byPattern.get(patternKey) != null;
  }

  /** The campaign version that owns a pattern's runs at a time; null where none does any more. */
  @Nullable CompiledCampaign ofPattern(long patternKey, long time) {
    List<CompiledCampaign> versions = byPattern.get(patternKey);
    if (versions != null) {
      for (CompiledCampaign campaign : versions) {
        if (campaign.appliesAt(time)) {
          return campaign;
        }
      }
    }
    return null;
  }

  /** Collects, for each event type, what it concerns. */
  private static final class Index {
    private final Map<String, Entry> byType = new HashMap<>();
    private final Entry ofOtherTypes = new Entry();
    private final Set<Long> measures = new HashSet<>();

    private static final class Entry {
      final List<Interest.Measured> measures = new ArrayList<>();
      final List<CompiledCampaign> conditions = new ArrayList<>();
      final List<CompiledCampaign> patterns = new ArrayList<>();

      Interest interest() {
        return new Interest(
            measures.toArray(Interest.Measured[]::new),
            conditions.toArray(CompiledCampaign[]::new),
            patterns.toArray(CompiledCampaign[]::new));
      }
    }

    Index(List<CompiledCampaign> campaigns) {
      for (CompiledCampaign campaign : campaigns) {
        types(campaign).forEach(type -> byType.computeIfAbsent(type, t -> new Entry()));
      }
      for (CompiledCampaign campaign : campaigns) {
        for (CompiledCampaign.NamedMeasure measure : campaign.measures()) {
          MeasurePlan plan = measure.plan();
          if (measures.add(plan.fingerprint())) {
            Interest.Measured measured = new Interest.Measured(plan, campaign.index());
            concerned(plan.eventTypes()).forEach(entry -> entry.measures.add(measured));
          }
        }
        if (campaign.program() != null) {
          concerned(campaign.program().eventTypes()).forEach(entry -> entry.patterns.add(campaign));
        } else {
          concerned(ofMeasures(campaign)).forEach(entry -> entry.conditions.add(campaign));
        }
      }
    }

    /** The types that a campaign names. */
    private static Set<String> types(CompiledCampaign campaign) {
      Set<String> types = new TreeSet<>();
      for (CompiledCampaign.NamedMeasure measure : campaign.measures()) {
        measure.plan().eventTypes().ifPresent(types::addAll);
      }
      if (campaign.program() != null) {
        campaign.program().eventTypes().ifPresent(types::addAll);
      }
      return types;
    }

    /** The types that can change one of its measures; empty for all. */
    private static Optional<Set<String>> ofMeasures(CompiledCampaign campaign) {
      boolean all =
          campaign.measures().stream().anyMatch(measure -> measure.plan().eventTypes().isEmpty());
      return all ? Optional.empty() : Optional.of(types(campaign));
    }

    private Collection<Entry> concerned(Optional<Set<String>> types) {
      List<Entry> entries = new ArrayList<>();
      if (types.isPresent()) {
        types.get().forEach(type -> entries.add(byType.get(type)));
      } else {
        entries.addAll(byType.values());
        entries.add(ofOtherTypes);
      }
      return entries;
    }
  }
}
