package dev.nudge.console.template;

import dev.nudge.console.template.Templates.CampaignTemplate;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "campaigns")
class TemplateController {
  /** The moments in the order of a customer's life, then the examples by folder and name. */
  record TemplateList(List<CampaignTemplate> templates) {}

  @GetMapping("/api/templates")
  @Operation(operationId = "templates", summary = "Campaigns to begin with, each a whole document")
  TemplateList all() {
    return new TemplateList(Templates.ALL);
  }
}
