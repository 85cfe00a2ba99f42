package dev.nudge.engine;

import dev.nudge.engine.expression.AccessPredicate;
import dev.nudge.engine.index.Fingerprints;
import dev.nudge.engine.index.PredicateIndex;
import dev.nudge.engine.measure.MeasurePlan;
import dev.nudge.engine.pattern.Opening;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Collects, for each event type, what it concerns, and how to find the little that one event does.
 */
final class Interests {
  private final Map<String, Entry> byType = new HashMap<>();
  private final Entry ofOtherTypes = new Entry();
  private final Map<Long, MeasurePlan> measures = new HashMap<>();
  private final List<CompiledCampaign> campaigns;
  private final Map<Integer, List<Opening>> openings = new HashMap<>();
  private final Set<Integer> following = new HashSet<>();
  private final Map<Integer, MeasurePlan> needs = new HashMap<>();
  private final Map<Integer, List<AccessPredicate>> audiences = new HashMap<>();
  private Fingerprints<int[]> needing = new Fingerprints<>(Map.of());

  private static final class Entry {
    final List<Interest.Measured> measures = new ArrayList<>();
    final List<CompiledCampaign> conditions = new ArrayList<>();
    final List<CompiledCampaign> patterns = new ArrayList<>();
  }

  /** Of campaigns in the order of their set. */
  Interests(List<CompiledCampaign> campaigns) {
    this.campaigns = campaigns;
    for (CompiledCampaign campaign : campaigns) {
      types(campaign).forEach(this::name);
      if (campaign.program() != null) {
        List<Opening> found = CampaignAccess.openings(campaign);
        // Also where events of every type may move a run, one of these only may begin it.
        found.forEach(opening -> opening.types().forEach(this::name));
        campaign.program().namedTypes().forEach(this::name);
        openings.put(campaign.index(), found);
      }
    }
    for (CompiledCampaign campaign : campaigns) {
      for (CompiledCampaign.NamedMeasure measure : campaign.measures()) {
        MeasurePlan plan = measure.plan();
        if (measures.putIfAbsent(plan.fingerprint(), plan) == null) {
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

  private void name(String type) {
    byType.computeIfAbsent(type, t -> new Entry());
  }

  /** All measures, by fingerprint. */
  Map<Long, MeasurePlan> measures() {
    return measures;
  }

  /** By type, without an index: every event concerns all that its type does. */
  Map<String, Interest> plain() {
    Map<String, Interest> all = new HashMap<>();
    byType.forEach((type, entry) -> all.put(type, plain(entry, Optional.of(type))));
    return all;
  }

  /** The same for types that no campaign names. */
  Interest plainOfOtherTypes() {
    return plain(ofOtherTypes, Optional.empty());
  }

  private static Interest plain(Entry entry, Optional<String> type) {
    return new Interest(type, entry.measures, entry.conditions, entry.patterns, null);
  }

  /** By type, with an index. */
  Map<String, Interest> indexed() {
    look();
    Map<String, Interest> all = new HashMap<>();
    byType.forEach((type, entry) -> all.put(type, indexed(entry, Optional.of(type))));
    return all;
  }

  /** The same for types that no campaign names; after {@link #indexed()}. */
  Interest indexedOfOtherTypes() {
    return indexed(ofOtherTypes, Optional.empty());
  }

  /** Finds of each campaign what an index wants to know, once for all types. */
  private void look() {
    Map<Long, List<Integer>> numbers = new HashMap<>();
    for (CompiledCampaign campaign : campaigns) {
      if (campaign.program() != null) {
        continue;
      }
      if (CampaignAccess.followsMeasures(campaign)) {
        following.add(campaign.index());
        continue;
      }
      List<AccessPredicate> ofAudience = CampaignAccess.ofCondition(campaign);
      Optional<MeasurePlan> needed = CampaignAccess.needs(campaign);
      if (needed.isPresent() && (ofAudience.isEmpty() || !needed.get().access().isEmpty())) {
        needs.put(campaign.index(), needed.get());
        numbers
            .computeIfAbsent(needed.get().fingerprint(), f -> new ArrayList<>())
            .add(campaign.index());
      } else {
        audiences.put(campaign.index(), ofAudience);
      }
    }
    Map<Long, int[]> arrays = new HashMap<>();
    numbers.forEach((measure, all) -> arrays.put(measure, ints(all)));
    needing = new Fingerprints<>(arrays);
  }

  private Interest indexed(Entry entry, Optional<String> type) {
    PredicateIndex.Builder ofMeasures = new PredicateIndex.Builder();
    Map<Long, Integer> placeOf = new HashMap<>();
    for (int i = 0; i < entry.measures.size(); i++) {
      ofMeasures.add(i, entry.measures.get(i).plan().access());
      placeOf.put(entry.measures.get(i).plan().fingerprint(), i);
    }
    PredicateIndex.Builder ofConditions = new PredicateIndex.Builder();
    List<List<Integer>> ofMeasure = new ArrayList<>();
    entry.measures.forEach(measure -> ofMeasure.add(new ArrayList<>(0)));
    for (int i = 0; i < entry.conditions.size(); i++) {
      CompiledCampaign campaign = entry.conditions.get(i);
      MeasurePlan needed = needs.get(campaign.index());
      List<MeasurePlan> touching = new ArrayList<>();
      if (following.contains(campaign.index())) {
        campaign.measures().forEach(measure -> touching.add(measure.plan()));
      } else if (needed != null) {
        touching.add(needed);
      } else {
        ofConditions.add(i, audiences.getOrDefault(campaign.index(), List.of()));
      }
      for (MeasurePlan plan : touching) {
        Integer place = placeOf.get(plan.fingerprint());
        if (place != null) {
          ofMeasure.get(place).add(i);
        }
      }
    }
    PredicateIndex.Builder ofPatterns = new PredicateIndex.Builder();
    for (int i = 0; i < entry.patterns.size(); i++) {
      for (Opening opening : openings.getOrDefault(entry.patterns.get(i).index(), List.of())) {
        if (opening.types().isEmpty() || type.filter(opening.types()::contains).isPresent()) {
          ofPatterns.add(i, opening.access());
        }
      }
    }
    return new Interest(
        type,
        entry.measures,
        entry.conditions,
        entry.patterns,
        new Interest.Index(
            ofMeasures.build(),
            ofConditions.build(),
            ofPatterns.build(),
            ofMeasure.stream().map(Interests::ints).toArray(int[][]::new),
            needing,
            entry.patterns.stream().anyMatch(Interests::correlates)));
  }

  private static boolean correlates(CompiledCampaign campaign) {
    return campaign.program() != null && campaign.program().correlateBy() != null;
  }

  private static int[] ints(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
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
