package dev.nudge.console.live;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What this room asks of whoever keeps campaigns. */
public interface CampaignTexts {
  /** The names of campaigns that have one, by id. */
  Map<String, String> names();

  /** The ids of all campaigns, drafts included. */
  Set<String> ids();

  /** The document that is live, or, where none is, the draft. */
  Optional<String> text(String campaign);
}
