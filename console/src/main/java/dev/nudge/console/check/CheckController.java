package dev.nudge.console.check;

import dev.nudge.console.web.Mistake;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.Footprint;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "check")
class CheckController {
  private final KnownSegments segments;

  CheckController(KnownSegments segments) {
    this.segments = segments;
  }

  /** A document, YAML or JSON. */
  record CampaignText(@NotNull @Size(max = 1_000_000) String text) {}

  /**
   * What is known of it.
   *
   * @param problems none for a campaign that can be published as it is
   * @param footprint the most that is remembered of one user; absent where there is an error
   * @param machine a drawing; absent where the syntax is wrong
   * @param explanation the compiled program in words; absent where there is an error
   */
  record CheckResult(
      List<Mistake> problems,
      @Nullable String id,
      @Nullable String name,
      @Nullable Cost footprint,
      @Nullable Drawing machine,
      @Nullable String explanation) {}

  /**
   * The most that is remembered of one user.
   *
   * @param onlyCapped whether nothing but the cap limits the runs
   * @param bytes of memory beside the events
   */
  record Cost(int runs, boolean onlyCapped, long events, long bytes, int timers) {
    static Cost of(Footprint footprint) {
      return new Cost(
          footprint.runs(),
          footprint.onlyCapped(),
          footprint.events(),
          footprint.bytes(),
          footprint.timers());
    }
  }

  @PostMapping("/api/check")
  @Operation(
      operationId = "check",
      summary = "Check a campaign: mistakes at their places, its cost, a drawing of its pattern")
  CheckResult check(@Valid @RequestBody CampaignText document) {
    Checked checked = Checked.of(document.text(), segments.names());
    Optional<CampaignSet> set = checked.compiled();
    String id = checked.id().orElse(null);
    return new CheckResult(
        checked.mistakes(),
        id,
        checked.campaign().isPresent() ? checked.name() : null,
        set.flatMap(one -> checked.id().map(one::footprint)).map(Cost::of).orElse(null),
        checked.campaign().map(DrawingBuilder::draw).orElse(null),
        set.flatMap(one -> checked.id().map(one::explain)).orElse(null));
  }
}
