package dev.nudge.engine;

import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.firing.CampaignBudget;
import dev.nudge.engine.firing.Goal;
import dev.nudge.engine.funnel.Funnel;
import dev.nudge.engine.index.Fingerprints;
import dev.nudge.engine.measure.MeasurePlan;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
  private final Fingerprints<MeasurePlan> measures;
  private final LookBacks lookBacks;
  private final Fingerprints<List<CompiledCampaign>> byPattern;
  private final List<CompiledCampaign> policies;
  private final Set<String> goalTypes;

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

  /**
   * A set.
   *
   * @param indexed whether an event is to find by its values what it concerns; else its type alone
   *     decides, which costs as much as there is of that type, and is otherwise the same
   */
  CampaignSet(List<CompiledCampaign> campaigns, boolean indexed) {
    this.campaigns = campaigns;
    this.zone = ZoneId.of("UTC");
    Interests interests = new Interests(campaigns);
    byType = indexed ? interests.indexed() : interests.plain();
    ofOtherTypes = indexed ? interests.indexedOfOtherTypes() : interests.plainOfOtherTypes();
    measures = new Fingerprints<>(interests.measures());
    lookBacks = LookBacks.of(campaigns);
    Map<Long, List<CompiledCampaign>> versions = new HashMap<>();
    for (CompiledCampaign campaign : campaigns) {
      if (campaign.program() != null) {
        versions.computeIfAbsent(campaign.patternKey(), key -> new ArrayList<>(1)).add(campaign);
      }
    }
    byPattern = new Fingerprints<>(versions);
    policies = campaigns.stream().filter(campaign -> campaign.policy() != null).toList();
    goalTypes =
        campaigns.stream()
            .flatMap(campaign -> campaign.rules().goal().stream())
            .flatMap(goal -> goal.types().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  private CampaignSet(CampaignSet other, ZoneId zone) {
    this.campaigns = other.campaigns;
    this.zone = zone;
    this.byType = other.byType;
    this.ofOtherTypes = other.ofOtherTypes;
    this.measures = other.measures;
    this.lookBacks = other.lookBacks;
    this.byPattern = other.byPattern;
    this.policies = other.policies;
    this.goalTypes = other.goalTypes;
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

  /** The same as {@link #compile}, without an index: slower, for tests that compare the two. */
  static Compiled compileUnindexed(List<Published> published) {
    Publications publications = new Publications(false, Optional.empty());
    publications.withoutIndex();
    return compile(published, publications);
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

  /** The day of a time there, counted from 1970-01-01. */
  public long day(long time) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(time), zone).toEpochDay();
  }

  /** Whether users share the budget of a campaign. */
  public boolean hasBudgets() {
    return IntStream.range(0, size()).anyMatch(i -> campaign(i).rules().budget().isPresent());
  }

  /** What the offers of a campaign may cost by its version at a time. */
  public Optional<CampaignBudget> budget(String campaign, long time) {
    CompiledCampaign version = version(campaign, time);
    return version == null ? Optional.empty() : version.rules().budget();
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

  /** The ids of those that have a policy, and fire nothing. */
  public Set<String> policyIds() {
    Set<String> ids = new LinkedHashSet<>();
    policies.forEach(policy -> ids.add(policy.id()));
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

  /** When campaigns ask for what was before their publication. */
  LookBacks lookBacks() {
    return lookBacks;
  }

  /**
   * Whether the runs of a pattern go on at a time: some version owns them then, or will later.
   *
   * @param patternKey as a {@link Funnel} has it
   * @param time in milliseconds since 1970-01-01T00:00Z
   */
  public boolean goesOn(long patternKey, long time) {
    List<CompiledCampaign> versions = byPattern.get(patternKey);
    if (versions != null) {
      for (int i = 0; i < versions.size(); i++) {
        if (time < versions.get(i).supersededAt()) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Counts where a user stands whose runs were never counted, such as those of a state that is
   * older than the funnel.
   */
  public void countStanding(UserState state, Funnel funnel) {
    Counting.stands(state, this, funnel);
  }

  /** A user is given up with all runs, as they were counted. */
  public static void uncount(UserState state, Funnel funnel) {
    Counting.goes(state, funnel);
  }

  /** Leaves in a funnel what is counted of the campaigns of this set. */
  public void trim(Funnel funnel) {
    Map<String, Set<Integer>> lives = new HashMap<>();
    campaigns.forEach(
        campaign ->
            lives.computeIfAbsent(campaign.id(), id -> new HashSet<>()).add(campaign.life()));
    funnel.retain(
        (campaign, life) -> lives.getOrDefault(campaign, Set.of()).contains(life), this::runs);
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

  /** The documents that have rules for all campaigns, whether or not they are in force. */
  List<CompiledCampaign> policies() {
    return policies;
  }

  /** Whether events of a type are what some campaign hopes for. */
  boolean isGoal(String eventType) {
    return goalTypes.contains(eventType);
  }

  /** The version of a campaign that applies at a time; null where none does. */
  @Nullable CompiledCampaign version(String id, long time) {
    for (int i = firstOf(id); i < campaigns.size() && campaigns.get(i).id().equals(id); i++) {
      if (campaigns.get(i).appliesAt(time)) {
        return campaigns.get(i);
      }
    }
    return null;
  }

  private int firstOf(String id) {
    int low = 0;
    int high = campaigns.size();
    while (low < high) { // they are sorted by id
      int middle = (low + high) >>> 1;
      if (campaigns.get(middle).id().compareTo(id) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** A version of a campaign by its number; null where it is not known any more. */
  @Nullable CompiledCampaign version(String id, int number) {
    for (int i = firstOf(id); i < campaigns.size() && campaigns.get(i).id().equals(id); i++) {
      if (campaigns.get(i).version() == number) {
        return campaigns.get(i);
      }
    }
    return null;
  }

  /** For how long after an offer some campaign watches its goal, in milliseconds. */
  public long longestGoal() {
    return campaigns.stream()
        .mapToLong(campaign -> campaign.rules().goal().map(Goal::within).orElse(0L))
        .max()
        .orElse(0);
  }

  /** The campaigns that own a pattern, by its key. */
  Fingerprints<List<CompiledCampaign>> byPattern() {
    return byPattern;
  }

  Interest interest(String eventType) {
    return byType.getOrDefault(eventType, ofOtherTypes);
  }

  /** The measure of a fingerprint; null where no version asks for it. */
  @Nullable MeasurePlan measure(long fingerprint) {
    return measures.get(fingerprint);
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
}
