package dev.nudge.engine.campaign;

/** Which names a document may give to its steps and measures, for those who write documents. */
public final class FreeNames {
  private FreeNames() {}

  /** Whether a name is a CEL identifier that neither CEL nor the campaign language keeps. */
  public static boolean contain(String name) {
    return Names.IDENTIFIER.matcher(name).matches()
        && !Names.OURS.contains(name)
        && !Names.CELS.contains(name);
  }

  /** Whether {@code event.NAME} is CEL. */
  public static boolean mayFollowADot(String name) {
    return Names.IDENTIFIER.matcher(name).matches() && !Names.KEPT.contains(name);
  }
}
