package dev.nudge.console.campaign;

import dev.nudge.console.account.Caller;
import dev.nudge.console.web.ApiException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who answers for a campaign, and what it belongs to. No document says it, and no job knows it. */
@RestController
@Tag(name = "campaigns")
class AboutController {
  private static final int MOST_TAGS = 20;

  /** A comma would part it in an address. */
  private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._/&+-]{0,49}");

  private final CampaignTable campaigns;
  private final CampaignList list;
  private final Audit audit;

  AboutController(CampaignTable campaigns, CampaignList list, Audit audit) {
    this.campaigns = campaigns;
    this.list = list;
    this.audit = audit;
  }

  /**
   * About a campaign.
   *
   * @param owner who answers for it; or empty
   * @param tags by which people group campaigns
   */
  record About(@NotNull @Size(max = 200) String owner, @NotNull List<@NotNull String> tags) {}

  /**
   * By what campaigns can be filtered.
   *
   * @param tags with how many campaigns have each
   * @param owners with how many campaigns each has
   */
  record Filters(Map<String, Long> tags, Map<String, Long> owners) {}

  @GetMapping("/api/campaign-filters")
  @Operation(operationId = "campaignFilters", summary = "Tags and owners that campaigns have")
  Filters filters() {
    return new Filters(list.tags(), list.owners());
  }

  @PutMapping("/api/campaigns/{id}/about")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "describeCampaign", summary = "Say who owns a campaign, and its tags")
  @Transactional
  void describe(@PathVariable String id, @Valid @RequestBody About about, Authentication caller) {
    CampaignRow row = Drafts.found(campaigns, id);
    String owner = about.owner().strip();
    List<String> tags = about.tags().stream().map(String::strip).distinct().sorted().toList();
    for (String tag : tags) {
      if (!TAG.matcher(tag).matches()) {
        throw ApiException.badRequest(
            "a tag has letters, digits, spaces and ._/&+-, at most 50, got '" + tag + "'");
      }
    }
    if (tags.size() > MOST_TAGS) {
      throw ApiException.badRequest("a campaign has at most " + MOST_TAGS + " tags");
    }
    if (owner.equals(row.owner()) && tags.equals(row.tags())) {
      return;
    }
    campaigns.about(id, owner, tags);
    audit.add(
        id,
        Caller.of(caller).name(),
        "describe",
        null,
        "owner: " + (owner.isEmpty() ? "nobody" : owner) + ", tags: " + String.join(", ", tags));
  }
}
