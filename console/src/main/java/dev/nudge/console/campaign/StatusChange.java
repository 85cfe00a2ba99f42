package dev.nudge.console.campaign;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.nudge.engine.campaign.Campaign;
import java.util.Locale;

/** What can be done to a campaign without changing what it says. */
enum StatusChange {
  PAUSE(Campaign.Status.PAUSED),
  RESUME(Campaign.Status.LIVE),
  END(Campaign.Status.ENDED);

  private final Campaign.Status status;

  StatusChange(Campaign.Status status) {
    this.status = status;
  }

  /** In which a document is afterwards. */
  Campaign.Status status() {
    return status;
  }

  @JsonValue
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
