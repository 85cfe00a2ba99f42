package dev.nudge.engine.funnel;

import dev.nudge.engine.state.StateReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What became of the runs of campaigns, counted as it happens, without a word of each: a move costs
 * an addition. It holds some hundred bytes a campaign, however many users there are. For one thread
 * and the users it detects; the funnels of several threads add up.
 */
public final class Funnel {
  private record Key(String campaign, int life) {}

  private final Map<Key, CampaignFunnel> campaigns = new LinkedHashMap<>();
  private final Map<Long, PatternCounts> patterns = new HashMap<>();

  /** Nothing counted yet. */
  public Funnel() {}

  /** The funnels of all campaigns of which a run has moved. */
  public Collection<CampaignFunnel> campaigns() {
    return Collections.unmodifiableCollection(campaigns.values());
  }

  /**
   * Those that say something else than when this was last asked.
   *
   * @param goesOn whether the runs of a pattern still go on, by its key
   */
  public List<CampaignFunnel> takeChanged(LongPredicate goesOn) {
    List<CampaignFunnel> changed = new ArrayList<>();
    for (CampaignFunnel campaign : campaigns.values()) {
      if (campaign.takeChange(goesOn)) {
        changed.add(campaign);
      }
    }
    return changed;
  }

  /**
   * Where to count the runs of a pattern.
   *
   * @param life with which version the campaign began, or began anew
   * @param key of the pattern: never that of another campaign or life
   * @param steps the names of its steps, by index
   */
  public PatternCounts counts(String campaign, int life, long key, List<String> steps) {
    return patterns.computeIfAbsent(key, any -> campaign(campaign, life).pattern(key, steps));
  }

  /** Where the runs of a pattern are counted; null where none ever was, or it is forgotten. */
  public @Nullable PatternCounts counts(long key) {
    return patterns.get(key);
  }

  private CampaignFunnel campaign(String campaign, int life) {
    return campaigns.computeIfAbsent(
        new Key(campaign, life), any -> new CampaignFunnel(campaign, life));
  }

  /**
   * Forgets the rest.
   *
   * @param lives which campaigns to keep, and which of their lives
   * @param keys of which patterns to keep how many wait there
   */
  public void retain(BiPredicate<String, Integer> lives, LongPredicate keys) {
    campaigns.keySet().removeIf(key -> !lives.test(key.campaign(), key.life()));
    campaigns.values().forEach(campaign -> campaign.retain(keys));
    patterns.keySet().removeIf(key -> !keys.test(key));
  }

  /**
   * Adds what {@link CampaignFunnel#write} wrote, be it of this funnel or of another that it takes
   * over.
   */
  public void read(StateReader in) {
    read(in, true);
  }

  /** The same of the form before people were counted. */
  public void readRuns(StateReader in) {
    read(in, false);
  }

  private void read(StateReader in, boolean people) {
    CampaignFunnel campaign = campaign(in.string(), (int) in.varint());
    campaign.add(in, people);
    campaign.index(patterns);
  }
}
