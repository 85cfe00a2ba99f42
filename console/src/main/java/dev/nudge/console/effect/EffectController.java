package dev.nudge.console.effect;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "live")
class EffectController {
  private final Outcomes outcomes;
  private final Documents documents;
  private final Clock clock;

  EffectController(Outcomes outcomes, Documents documents, Clock clock) {
    this.outcomes = outcomes;
    this.documents = documents;
    this.clock = clock;
  }

  @GetMapping("/api/campaigns/{id}/effect")
  @Operation(
      operationId = "campaignEffect",
      summary = "What a campaign's offers have caused, and what was withheld and why")
  CampaignEffect effect(@PathVariable String id) {
    Design design = Design.of(documents.published(id), documents.policies());
    return CampaignEffect.of(
        design,
        outcomes.spent(id),
        outcomes.arms(id, design.since()),
        outcomes.early(id, design.since()),
        outcomes.withheld(id, clock.instant()));
  }
}
