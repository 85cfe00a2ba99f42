package dev.nudge.settings;

import java.io.Serializable;

/**
 * A topic on which another system writes its campaigns, in the form of a gaming CRM: no key, and
 * not compacted.
 *
 * @param triggers where their triggers go, as {@code {campaign, event}}; empty for where all go, as
 *     they are
 */
public record CampaignsFrom(String topic, String triggers) implements Serializable {
  /** There is no other system. */
  public static final CampaignsFrom NONE = new CampaignsFrom("", "");

  /** Whether there is no other system. */
  public boolean isNone() {
    return topic.isEmpty();
  }
}
