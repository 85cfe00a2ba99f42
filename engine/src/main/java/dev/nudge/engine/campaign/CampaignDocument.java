package dev.nudge.engine.campaign;

/**
 * A campaign as far as it could be read.
 *
 * @param campaign with stand-ins for what could not be read
 */
public record CampaignDocument(Campaign campaign) {
  /** Whether it was read without an error. */
  public boolean sound() {
    return campaign.sound();
  }
}
