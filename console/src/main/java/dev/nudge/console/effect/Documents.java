package dev.nudge.console.effect;

import java.util.List;
import java.util.OptionalLong;

/** What this room asks of whoever keeps campaigns. */
public interface Documents {
  /**
   * A document that was published.
   *
   * @param version as the job counts it; empty until it answers
   */
  record Published(OptionalLong version, String text) {}

  /** What was published of a campaign and not refused, the newest first. */
  List<Published> published(String campaign);

  /** The documents of policies that hold now. */
  List<String> policies();
}
