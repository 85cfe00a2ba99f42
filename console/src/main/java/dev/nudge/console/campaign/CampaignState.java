package dev.nudge.console.campaign;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.nudge.engine.campaign.Campaign;
import java.util.Locale;

/** What is the matter with a campaign, or with one version of it. */
enum CampaignState {
  /** Never published. */
  DRAFT,
  LIVE,
  /** It runs, and nothing of it goes out. */
  SHADOW,
  PAUSED,
  ENDED,
  /** The job found its newest document wrong; the version before it stays. */
  REFUSED;

  static CampaignState of(Campaign.Status status) {
    return valueOf(status.name());
  }

  static CampaignState of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  @JsonValue
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
