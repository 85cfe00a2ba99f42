package dev.nudge.engine;

/**
 * An output: what came of an offer that went out, or of one that was held out, so far. The last of
 * a trigger holds.
 *
 * @param trigger the id of the trigger
 * @param campaign the campaign's id
 * @param version the campaign's version
 * @param user the person
 * @param arm {@link #HOLDOUT}, {@link #OFFER}, or the name of the variant
 * @param firedAt when the offer went out, or would have, in milliseconds since 1970-01-01T00:00Z
 * @param time of the last goal event, or else of the end
 * @param goals how many events of the goal there were
 * @param value what they were worth together
 * @param last whether the time for the goal is over
 */
public record Outcome(
    String trigger,
    String campaign,
    int version,
    String user,
    String arm,
    long firedAt,
    long time,
    int goals,
    double value,
    boolean last) {

  /** The arm of people who are held out. */
  public static final String HOLDOUT = "holdout";

  /** The arm of people who got the offer of a campaign without variants. */
  public static final String OFFER = "offer";
}
