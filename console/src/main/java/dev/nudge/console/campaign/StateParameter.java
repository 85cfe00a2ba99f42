package dev.nudge.console.campaign;

import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** States in an address are written as everywhere else: {@code ?state=live}. */
@Component
class StateParameter implements Converter<String, CampaignState> {
  @Override
  public CampaignState convert(String text) {
    return CampaignState.of(text.strip());
  }
}
