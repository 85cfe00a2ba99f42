package dev.nudge.engine.campaign;

import dev.nudge.engine.document.Json;
import dev.nudge.engine.document.Text;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * What decides whether a campaign's candidate goes out, to whom, in which form, and what is hoped
 * of it.
 *
 * @param caps how often one person gets the campaign at most
 * @param quiet when nobody gets it
 * @param priority CEL, from 0 to 100: who wins where candidates compete
 * @param group to which caps of a policy may refer
 * @param holdout who gets nothing, so that the effect can be measured
 * @param variants of the offer, by weight; empty for the offer alone
 * @param goal what is hoped for
 * @param budget what the offers may cost, all people together
 */
public record FiringSpec(
    List<Cap> caps,
    Optional<Quiet> quiet,
    Optional<Text> priority,
    Optional<Text> group,
    Optional<Holdout> holdout,
    List<Variant> variants,
    Optional<Goal> goal,
    Optional<Budget> budget) {

  /** A campaign of whose candidates each goes out. */
  public static final FiringSpec NONE =
      new FiringSpec(
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty());

  /** Whether each candidate goes out, and nothing is measured of it. */
  public boolean isNone() {
    return equals(NONE);
  }

  /**
   * So many offers in a sliding window, a person.
   *
   * @param group whose offers; absent: those of the campaign, or, in a policy, of all
   */
  public record Cap(Optional<Text> group, int atMost, Duration per) {}

  /**
   * Hours of each day, which may reach over midnight.
   *
   * @param from the first minute
   * @param to the first minute after it
   * @param zone CEL, the name of a time zone; absent: the person's
   * @param defer whether an offer waits for the end; else it is dropped
   */
  public record Quiet(LocalTime from, LocalTime to, Optional<Text> zone, boolean defer) {}

  /**
   * Some of all people.
   *
   * @param share from 0 to 1
   * @param tag campaigns of one tag hold out the same people; absent: each its own
   */
  public record Holdout(double share, Optional<Text> tag) {}

  /**
   * One form of the offer.
   *
   * @param weight its share is this of the sum of all
   * @param offer absent: the campaign's
   */
  public record Variant(Text name, int weight, Optional<Json> offer) {}

  /**
   * What people do if an offer works.
   *
   * @param events the types
   * @param where CEL over the event
   * @param value CEL over the event, a number: what it is worth
   * @param within so long after the offer
   */
  public record Goal(
      List<Text> events, Optional<Text> where, Optional<Text> value, Duration within) {}

  /**
   * What all people together may get; at least one of the bounds is there.
   *
   * @param total for all time
   * @param perDay for each day
   * @param cost CEL at the moment of firing, a number: of one offer; absent: one
   */
  public record Budget(
      Optional<BigDecimal> total, Optional<BigDecimal> perDay, Optional<Text> cost) {}
}
