package dev.nudge.console.campaign;

import dev.nudge.console.check.Checked;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.document.Text;

/**
 * What a list shows of a document.
 *
 * @param name for people; may be empty
 * @param policy whether it has rules for all campaigns, and fires nothing itself
 */
record Heading(String name, boolean policy) {
  /** Of a document that cannot be read. */
  static final Heading NONE = new Heading("", false);

  static Heading of(Campaign campaign) {
    return new Heading(campaign.name().map(Text::value).orElse(""), campaign.policy().isPresent());
  }

  static Heading of(Checked checked) {
    return checked.campaign().map(Heading::of).orElse(NONE);
  }
}
