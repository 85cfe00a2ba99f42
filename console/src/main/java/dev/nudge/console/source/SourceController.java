package dev.nudge.console.source;

import dev.nudge.console.ConsoleSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "live")
class SourceController {
  private final SourceStates states;
  private final ConsoleSettings settings;

  SourceController(SourceStates states, ConsoleSettings settings) {
    this.states = states;
    this.settings = settings;
  }

  /**
   * Where events, profiles and the catalogue come from.
   *
   * @param checkpointEvery how often the job says how far it has read, in milliseconds
   */
  record SourcesNow(List<SourceNow> sources, long checkpointEvery) {}

  /**
   * A source.
   *
   * @param name what people call it
   * @param missing whether there is no such topic
   * @param lastHour how many records came in the last hour
   * @param latest when the last record came, ISO-8601; null where none is there
   * @param quiet whether it is one of events, and none came for 15 minutes
   * @param unread how many records the job had not read at its last checkpoint; null where it has
   *     not said
   * @param behind whether some of them came longer ago than three checkpoints and a minute
   */
  record SourceNow(
      String name,
      String topic,
      @Schema(allowableValues = {"events", "profiles", "catalogue"}) String kind,
      boolean missing,
      long lastHour,
      @Nullable String latest,
      boolean quiet,
      @Nullable Long unread,
      boolean behind) {}

  @GetMapping("/api/live/sources")
  @Operation(
      operationId = "sources",
      summary = "Where events come from, when the last one did, and how far the job has read")
  SourcesNow sources() {
    return new SourcesNow(
        states.now().stream().map(SourceController::now).toList(),
        settings.checkpointEvery().toMillis());
  }

  private static SourceNow now(SourceStates.SourceState state) {
    return new SourceNow(
        state.source().name(),
        state.source().topic(),
        state.kind().name().toLowerCase(Locale.ROOT),
        state.missing(),
        state.recent(),
        state.latest().map(Object::toString).orElse(null),
        state.quiet(),
        state.unread().isPresent() ? (Long) state.unread().getAsLong() : null,
        state.behind());
  }
}
