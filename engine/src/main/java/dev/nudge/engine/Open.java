package dev.nudge.engine;

import dev.nudge.engine.pattern.RunSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * A run that is under way.
 *
 * @param campaign the campaign's id
 * @param run where it stands
 * @param step the name of the step that it is in: that which took its last event
 */
public record Open(String campaign, RunSnapshot run, String step) {
  /** The user's runs that are under way. */
  static List<Open> of(UserState state, CampaignSet campaigns) {
    List<Open> open = new ArrayList<>();
    for (int i = 0; i < state.patterns.size(); i++) {
      CompiledCampaign campaign = campaigns.ofPattern(state.patterns.keyAt(i), state.clock);
      if (campaign != null && campaign.program() != null) {
        for (RunSnapshot run : state.patterns.valueAt(i).open(campaign.program())) {
          String step = campaign.program().stepNames().get(run.taken().lastStep());
          open.add(new Open(campaign.id(), run, step));
        }
      }
    }
    return open;
  }
}
