package dev.nudge.console.campaign;

import dev.nudge.console.campaign.Approvals.State;
import dev.nudge.console.check.Checked;
import dev.nudge.console.live.TriggerCounts;
import dev.nudge.console.web.ApiException;
import dev.nudge.console.web.Mistake;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What campaigns there are, and what became of them. */
@RestController
@RequestMapping("/api/campaigns")
@Tag(name = "campaigns")
class CampaignController {
  private final CampaignList list;
  private final CampaignTable campaigns;
  private final Versions versions;
  private final Approvals approvals;
  private final Audit audit;
  private final TriggerCounts triggers;
  private final Clock clock;

  CampaignController(
      CampaignList list,
      CampaignTable campaigns,
      Versions versions,
      Approvals approvals,
      Audit audit,
      TriggerCounts triggers,
      Clock clock) {
    this.list = list;
    this.campaigns = campaigns;
    this.versions = versions;
    this.approvals = approvals;
    this.audit = audit;
    this.triggers = triggers;
    this.clock = clock;
  }

  /**
   * One campaign of the list.
   *
   * @param policy whether it has rules for all campaigns, and fires nothing itself
   * @param version the newest; 0 for none
   * @param draft whether somebody is writing a change
   * @param sparkline triggers by hour, of the last 24, the current one last
   * @param owner who answers for it; or empty
   * @param askedBy who asks for the draft to be published; absent where nobody does
   * @param planned when the next planned change of it is; absent where there is none
   * @param missed whether something was planned and could not be done
   */
  record CampaignLine(
      String id,
      String name,
      boolean policy,
      CampaignState state,
      int version,
      boolean draft,
      long triggersToday,
      List<Long> sparkline,
      Instant changed,
      String changedBy,
      String owner,
      List<String> tags,
      @Nullable String askedBy,
      @Nullable Instant planned,
      boolean missed) {}

  /**
   * A part of the list.
   *
   * @param total how many there are in all
   */
  record CampaignPage(long total, List<CampaignLine> items) {}

  /**
   * A campaign.
   *
   * @param policy whether it has rules for all campaigns, and fires nothing itself
   * @param version the newest; 0 for none
   * @param text the newest published document; absent where there is none
   * @param draft the change that somebody is writing; absent where there is none
   * @param draftRevision to be named by whoever changes the draft next
   * @param owner who answers for it; or empty
   * @param approval the latest that was asked for the draft; absent where nobody did
   * @param problems of the draft, or else of what is published
   */
  record CampaignDetail(
      String id,
      String name,
      boolean policy,
      CampaignState state,
      int version,
      @Nullable String text,
      @Nullable String draft,
      long draftRevision,
      Instant changed,
      String changedBy,
      String owner,
      List<String> tags,
      ApprovalController.@Nullable AskedApproval approval,
      List<Mistake> problems) {}

  /**
   * A version, or a change of its status.
   *
   * @param number from 1; a change of the status alone has the number of the version that it is of
   * @param text absent for a record without a value, which ends a campaign
   * @param statusAlone whether it says what the one before it said, but for the status: a pause, a
   *     resumption or an end
   * @param note what whoever published it says of it, or to which version it goes back; or empty
   * @param jobVersion the job's own number; absent until it answers
   * @param problems that the job found
   */
  record CampaignVersion(
      int number,
      @Nullable String text,
      boolean statusAlone,
      CampaignState state,
      String by,
      Instant at,
      @Schema(allowableValues = {"console", "topic"}) String source,
      String note,
      @Nullable Long jobVersion,
      JobState jobState,
      List<Mistake> problems) {
    static CampaignVersion of(Versions.Version version) {
      return new CampaignVersion(
          version.said(),
          version.text().orElse(null),
          version.statusAlone(),
          version.state(),
          version.by(),
          version.at(),
          version.source() == Versions.Source.CONSOLE ? "console" : "topic",
          version.note(),
          version.jobVersion().isPresent() ? version.jobVersion().getAsLong() : null,
          version.jobState(),
          version.problems());
    }
  }

  @GetMapping
  @Operation(operationId = "campaigns", summary = "Campaigns, searched, filtered, sorted, in pages")
  CampaignPage list(
      @Parameter(description = "Words that stand in id or name")
          @RequestParam(defaultValue = "")
          @Size(max = 200)
          String q,
      @Parameter(description = "One of these states; all where there is none")
          @RequestParam(defaultValue = "")
          List<CampaignState> state,
      @Parameter(description = "Each has all of these tags")
          @RequestParam(defaultValue = "")
          @Size(max = 20)
          List<String> tag,
      @Parameter(description = "Who owns each; empty for nobody; all where it is absent")
          @RequestParam(required = false)
          @Nullable String owner,
      @Parameter(description = "Only those whose draft waits for a second person")
          @RequestParam(defaultValue = "false")
          boolean waiting,
      @Parameter(description = "Only those with something planned, or that could not be done")
          @RequestParam(defaultValue = "false")
          boolean planned,
      @Parameter(description = "id, name, state, version or changed; with - before it, backwards")
          @RequestParam(defaultValue = "name")
          String sort,
      @RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int offset,
      @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
    CampaignList.Wanted wanted =
        new CampaignList.Wanted(q, state, tag, Optional.ofNullable(owner), waiting, planned);
    CampaignList.Page page = list.find(wanted, sort, offset, limit);
    Map<String, TriggerCounts.Day> days = triggers.days(clock.instant());
    TriggerCounts.Day quiet = new TriggerCounts.Day(0, TriggerCounts.noSparkline());
    return new CampaignPage(
        page.total(),
        page.lines().stream()
            .map(
                line -> {
                  TriggerCounts.Day day = days.getOrDefault(line.id(), quiet);
                  return new CampaignLine(
                      line.id(),
                      line.name(),
                      line.policy(),
                      line.state(),
                      line.version(),
                      line.draft(),
                      day.today(),
                      day.sparkline(),
                      line.changed(),
                      line.changedBy(),
                      line.owner(),
                      line.tags(),
                      line.askedBy().orElse(null),
                      line.planned().orElse(null),
                      line.missed());
                })
            .toList());
  }

  @GetMapping("/{id}")
  @Operation(
      operationId = "campaign",
      summary = "A campaign: its document, its draft, their mistakes")
  CampaignDetail get(@PathVariable String id) {
    CampaignRow row = found(id);
    Optional<Versions.Version> newest = versions.get(id, row.version());
    boolean refused =
        newest.map(Versions.Version::jobState).filter(JobState.REFUSED::equals).isPresent();
    Optional<String> text = newest.flatMap(Versions.Version::text);
    return new CampaignDetail(
        id,
        row.name(),
        row.policy(),
        refused ? CampaignState.REFUSED : row.state(),
        newest.map(Versions.Version::said).orElse(0),
        text.orElse(null),
        row.draft().orElse(null),
        row.draftRevision(),
        row.changed(),
        row.changedBy(),
        row.owner(),
        row.tags(),
        row.draft()
            .flatMap(draft -> approvals.latest(id))
            .filter(asked -> asked.state() == State.OPEN || asked.state() == State.REFUSED)
            .map(ApprovalController.AskedApproval::of)
            .orElse(null),
        row.draft()
            .or(() -> text)
            .map(document -> Checked.of(document).mistakes())
            .orElse(List.of()));
  }

  @GetMapping("/{id}/versions")
  @Operation(
      operationId = "versions",
      summary = "All versions and changes of their status, the newest first, and what the job said")
  List<CampaignVersion> versions(@PathVariable String id) {
    found(id);
    return versions.all(id).stream().map(CampaignVersion::of).toList();
  }

  @GetMapping("/{id}/audit")
  @Operation(operationId = "audit", summary = "Who did what, the latest first, at most 1,000 lines")
  List<Audit.AuditLine> audit(@PathVariable String id) {
    found(id);
    return audit.of(id);
  }

  private CampaignRow found(String id) {
    return campaigns
        .get(id)
        .orElseThrow(() -> ApiException.notFound("there is no campaign '" + id + "'"));
  }
}
