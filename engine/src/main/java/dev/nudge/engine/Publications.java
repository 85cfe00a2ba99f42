package dev.nudge.engine;

import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.document.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The versions of campaigns as they are published, edited, paused and ended: each is compiled once,
 * when it comes. {@link #campaigns} makes a set of all of them, which costs about a hundred
 * milliseconds for ten thousand. Not safe for use by several threads.
 */
public final class Publications {
  private final Map<String, List<Version>> byId = new TreeMap<>();
  private final CampaignCompiler compiler;
  private boolean indexed;

  /**
   * One version.
   *
   * @param compiled null where the version ends the campaign
   */
  private record Version(int number, long publishedAt, @Nullable CompiledVersion compiled) {}

  /** No version yet. */
  public Publications() {
    this(false, Optional.empty());
  }

  Publications(boolean observable, Optional<Set<String>> segments) {
    compiler = new CampaignCompiler(observable, segments);
    indexed = !observable; // who observes wants to hear of all that was looked at
  }

  /** From here on, sets find by type alone what an event concerns: for tests. */
  void withoutIndex() {
    indexed = false;
  }

  /**
   * Adds a version. It applies from its publish time on, in place of the versions before it. A
   * paused one goes on with their runs and fires nothing; after one that ends the campaign, the
   * next begins anew. A published time in the document wins over the other.
   *
   * <p>A campaign that is not sound is never added: whoever read it has been told why, and hears
   * here what is wrong with its expressions. Nothing is thrown, whatever the campaign.
   *
   * @return what is wrong with it, sorted by place; with an error among it, nothing has changed
   */
  public List<Problem> add(CampaignSet.Published published) {
    String id = published.campaign().id().value();
    int life = Math.max(published.life(), life(id, published.version()));
    CompiledVersion version = compile(published, life);
    put(version);
    return version.problems();
  }

  /**
   * Adds a version that these or others have compiled; one with an error changes nothing.
   *
   * @return false, and nothing is changed, where by the versions known here it belongs to a later
   *     life of the campaign; {@link #add(CampaignSet.Published)} adds it to that
   */
  public boolean add(CompiledVersion version) {
    CompiledCampaign campaign = version.campaign();
    if (campaign != null && life(campaign.id(), campaign.version()) > campaign.life()) {
      return false;
    }
    put(version);
    return true;
  }

  /** Compiles a version, and adds it to nothing. Nothing is thrown, whatever the campaign. */
  public CompiledVersion compile(CampaignSet.Published published) {
    return compile(published, published.life());
  }

  private void put(CompiledVersion version) {
    CompiledCampaign campaign = version.campaign();
    if (campaign != null) {
      List<Version> versions = byId.computeIfAbsent(campaign.id(), id -> new ArrayList<>());
      versions.removeIf(known -> known.number() == campaign.version());
      versions.add(
          new Version(campaign.version(), campaign.publishedAt(), version.ends() ? null : version));
      versions.sort(Comparator.comparingInt(Version::number));
    }
  }

  /** With which version a campaign began anew, as far as its versions are known. */
  private int life(String id, int version) {
    int life = 1;
    for (Version known : byId.getOrDefault(id, List.of())) {
      if (known.compiled() == null && known.number() < version) {
        life = known.number() + 1;
      }
    }
    return life;
  }

  private CompiledVersion compile(CampaignSet.Published published, int life) {
    Campaign campaign = published.campaign();
    long publishedAt = campaign.published().orElse(published.publishedAt()).toEpochMilli();
    compiler.problems().clear();
    @Nullable CompiledCampaign compiled;
    try {
      compiled = compiler.compile(published, publishedAt, life).orElse(null);
    } catch (RuntimeException | StackOverflowError e) {
      // One document must not stop the others, whatever is wrong with this program.
      compiler.problems().add(Problem.fault(campaign.position(), e));
      compiled = null;
    }
    List<Problem> problems = new ArrayList<>(compiler.problems());
    problems.sort(Comparator.comparing(Problem::at));
    return new CompiledVersion(compiled, campaign.status() == Campaign.Status.ENDED, problems);
  }

  /** Forgets all versions of a campaign. */
  public void forget(String id) {
    byId.remove(id);
  }

  /** Forgets one version: one that applies to nothing any more, since a later one stops it. */
  public void forget(String id, int number) {
    List<Version> versions = byId.getOrDefault(id, List.of());
    if (versions.stream().allMatch(version -> version.number() == number)) {
      byId.remove(id);
    } else {
      versions.removeIf(version -> version.number() == number);
    }
  }

  /** All versions, each for its own stretch of time. */
  public CampaignSet campaigns() {
    List<CompiledCampaign> all = new ArrayList<>();
    for (List<Version> versions : byId.values()) {
      for (int i = 0; i < versions.size(); i++) {
        CompiledVersion version = versions.get(i).compiled();
        CompiledCampaign compiled = version == null ? null : version.campaign();
        if (compiled != null) {
          long supersededAt = Long.MAX_VALUE;
          for (Version later : versions.subList(i + 1, versions.size())) {
            supersededAt = Math.min(supersededAt, later.publishedAt());
          }
          all.add(compiled.placed(all.size(), supersededAt));
        }
      }
    }
    return new CampaignSet(List.copyOf(all), indexed);
  }
}
