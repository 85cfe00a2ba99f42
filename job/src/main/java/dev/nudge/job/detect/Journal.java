package dev.nudge.job.detect;

import dev.nudge.settings.Settings;

/** Which moves of runs are written. Where nobody asks, the answer costs a comparison or two. */
final class Journal {
  /**
   * So many transitions a second and subtask are written for who asks for all: some of each kind
   * for people to look at. What is under way when so many are written still is.
   */
  static final int SAMPLE = 100;

  private final Settings.Transitions wanted;
  private final Watches watches;
  private int left = SAMPLE;

  Journal(Settings.Transitions wanted, Watches watches) {
    this.wanted = wanted;
    this.watches = watches;
  }

  /**
   * Whether the moves of a user's runs of a campaign are to be written.
   *
   * @param texts whether the campaign has texts for its journal
   */
  boolean wants(String campaign, boolean texts, String user) {
    return switch (wanted) {
      case ALL -> true;
      case NONE -> false;
      case ASKED -> texts || (!watches.isEmpty() && watched(campaign, user));
    };
  }

  private boolean watched(String campaign, String user) {
    return (watches.ofAll() && left > 0) || watches.ofUser(user) || watches.ofCampaign(campaign);
  }

  /** A transition is written. */
  void written() {
    left--;
  }

  /** Another second begins. */
  void tick() {
    left = SAMPLE;
  }
}
