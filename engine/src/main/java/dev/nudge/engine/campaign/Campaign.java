package dev.nudge.engine.campaign;

import dev.nudge.engine.document.Json;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.measure.MeasureSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One campaign as its document says it: every key checked for form, expressions still text.
 *
 * @param id {@code [a-z0-9][a-z0-9-]{0,63}}
 * @param name for people
 * @param status whether it runs
 * @param from its triggers are not before this time
 * @param until its triggers are before this time
 * @param published when it was published; where absent, whoever loads it says
 * @param audience CEL; must hold when a run starts and when it fires
 * @param measures in document order
 * @param pattern what must happen; a campaign has a pattern, or measures and {@code when}, or all
 * @param when CEL; must hold at the moment of firing
 * @param offer what goes out with the trigger
 * @param journal what it writes of a user's way through it
 * @param topic where its triggers go, if not where all go
 * @param matched what its triggers tell of the events that matched
 * @param firing what decides about its candidates
 * @param policy rules for the offers of all campaigns; a document that has them fires nothing
 * @param sound whether it was read without an error: one that is not has stand-ins for what could
 *     not be read (a name {@code step_2}, a value {@code dyn(0)}, a group without parts), so that
 *     its expressions can be checked and all mistakes reported at once; it never runs
 */
public record Campaign(
    Text id,
    Optional<Text> name,
    Status status,
    Optional<Instant> from,
    Optional<Instant> until,
    Optional<Instant> published,
    Optional<Text> audience,
    List<MeasureSpec> measures,
    Optional<PatternSpec> pattern,
    Optional<Text> when,
    Optional<Json> offer,
    Optional<JournalSpec> journal,
    Optional<Text> topic,
    MatchedEvents matched,
    FiringSpec firing,
    Optional<PolicySpec> policy,
    boolean sound) {

  /** What a trigger tells of an event that matched, besides its id, type and time. */
  public enum MatchedEvents {
    /** The properties that the campaign reads. */
    READ,
    /** All of it. */
    ALL
  }

  /** Whether a campaign runs. */
  public enum Status {
    /** Being written: runs only in a replay. */
    DRAFT,
    /** Runs. */
    LIVE,
    /** Runs, and nothing of it goes out: what would have is told. */
    SHADOW,
    /** Does not run, and may again. */
    PAUSED,
    /** Does not run any more. */
    ENDED
  }

  /** This campaign in another status, published at a time. */
  public Campaign with(Status other, Instant publishedAt) {
    return new Campaign(
        id,
        name,
        other,
        from,
        until,
        Optional.of(publishedAt),
        audience,
        measures,
        pattern,
        when,
        offer,
        journal,
        topic,
        matched,
        firing,
        policy,
        sound);
  }

  Campaign unsound() {
    return new Campaign(
        id, name, status, from, until, published, audience, measures, pattern, when, offer, journal,
        topic, matched, firing, policy, false);
  }

  /** Where the document begins. */
  public Position position() {
    return id.position();
  }
}
