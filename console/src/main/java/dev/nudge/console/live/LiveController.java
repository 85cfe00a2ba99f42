package dev.nudge.console.live;

import dev.nudge.console.label.Labels;
import dev.nudge.console.web.ApiException;
import dev.nudge.console.web.RawRows;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

@RestController
@Tag(name = "live")
class LiveController {
  private static final int BUCKETS = 96;
  private static final int MOST_TRIGGERS = 1_000;
  private static final int MOST_HOURS = 24 * 90;

  private final Snapshots snapshots;
  private final Streams streams;
  private final LiveView live;
  private final LatestTriggers latest;
  private final TriggerCounts counts;
  private final History history;
  private final Funnels funnels;
  private final Labels labels;
  private final Clock clock;

  LiveController(
      Snapshots snapshots,
      Streams streams,
      LiveView live,
      LatestTriggers latest,
      TriggerCounts counts,
      History history,
      Funnels funnels,
      Labels labels,
      Clock clock) {
    this.snapshots = snapshots;
    this.streams = streams;
    this.live = live;
    this.latest = latest;
    this.counts = counts;
    this.history = history;
    this.funnels = funnels;
    this.labels = labels;
    this.clock = clock;
  }

  @GetMapping("/api/live")
  @Operation(operationId = "live", summary = "What is happening right now")
  Snapshot live() {
    return snapshots.snapshot();
  }

  @GetMapping("/api/live/history")
  @Operation(
      operationId = "liveHistory",
      summary = "How many events came and how many triggers fired, over a time range",
      description =
          "In at most 101 spans of whole minutes. Events are records that the topics of events were"
              + " given, as far back as Kafka keeps them; triggers are kept for 400 days.")
  History.LiveHistory history(
      @Parameter(description = "The beginning") @RequestParam Instant from,
      @Parameter(description = "The end, which is not in it") @RequestParam Instant until,
      @Parameter(description = "Whose triggers; without it, those of all")
          @RequestParam(required = false)
          Optional<String> campaign) {
    return history.between(from, until, campaign);
  }

  @GetMapping(value = "/api/live/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      operationId = "liveStream",
      summary = "Triggers, transitions and numbers as server-sent events",
      description =
          "Events are called trigger, transition and numbers; where several come at once, data is an"
              + " array of them. The id says where to go on: sent as Last-Event-ID (or lastEventId),"
              + " it resumes without a gap.")
  ResponseEntity<StreamingResponseBody> stream(
      @RequestParam(defaultValue = "triggers,numbers") Set<String> kinds,
      @RequestParam(required = false) Optional<String> campaign,
      @RequestParam(required = false) Optional<String> user,
      @RequestParam(defaultValue = "") String lastEventId,
      @RequestHeader(name = "Last-Event-ID", defaultValue = "") String header,
      HttpServletRequest request,
      HttpServletResponse response) {
    Set<Kind> lines = EnumSet.noneOf(Kind.class);
    boolean numbers = false;
    for (String kind : kinds) {
      switch (kind) {
        case "triggers" -> lines.add(Kind.TRIGGER);
        case "transitions" -> lines.add(Kind.TRANSITION);
        case "numbers" -> numbers = true;
        default ->
            throw ApiException.badRequest(
                "there is no kind '" + kind + "': choose of triggers, transitions and numbers");
      }
    }
    Streams.Wish wish = new Streams.Wish(lines, numbers, campaign, user);
    return streams.open(wish, header.isEmpty() ? lastEventId : header, request, response);
  }

  @GetMapping("/api/triggers")
  @Operation(
      operationId = "triggers",
      summary = "The latest triggers, newest first, as they are in the topic",
      responses =
          @ApiResponse(
              responseCode = "200",
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      array =
                          @ArraySchema(schema = @Schema(implementation = TriggerRecord.class)))))
  RawRows triggers(
      @RequestParam(required = false) Optional<String> campaign,
      @RequestParam(required = false) Optional<String> user,
      @Parameter(description = "That Kafka was given then or later") @RequestParam(required = false)
          Optional<Instant> from,
      @Parameter(description = "That Kafka was given before then") @RequestParam(required = false)
          Optional<Instant> until,
      @RequestParam(defaultValue = "100") int limit) {
    if (limit < 1 || limit > MOST_TRIGGERS) {
      throw ApiException.badRequest("limit is between 1 and " + MOST_TRIGGERS);
    }
    LatestTriggers.Wanted wanted =
        new LatestTriggers.Wanted(
            campaign,
            user,
            from.map(Instant::toEpochMilli).orElse(0L),
            until.map(Instant::toEpochMilli).orElse(Long.MAX_VALUE));
    return new RawRows(latest.find(wanted, limit).stream().map(Line::json).toList());
  }

  /**
   * How often a campaign fired.
   *
   * @param bucketMillis the length of a bucket
   * @param buckets without a gap, up to now
   */
  record Triggers(long bucketMillis, List<TriggerCounts.Bucket> buckets) {}

  @GetMapping("/api/campaigns/{id}/triggers")
  @Operation(operationId = "campaignTriggers", summary = "How often a campaign fired, over time")
  Triggers triggers(@PathVariable String id, @RequestParam(defaultValue = "24") int hours) {
    if (hours < 1 || hours > MOST_HOURS) {
      throw ApiException.badRequest("hours is between 1 and " + MOST_HOURS);
    }
    // Of whole minutes, since those are what is counted.
    long minutes = Math.max(1, Duration.ofHours(hours).toMinutes() / BUCKETS);
    int number = (int) (Duration.ofHours(hours).toMinutes() / minutes);
    Duration span = Duration.ofMinutes(minutes);
    return new Triggers(span.toMillis(), counts.buckets(id, span, number, clock.instant()));
  }

  @GetMapping("/api/campaigns/{id}/funnel")
  @Operation(
      operationId = "campaignFunnel",
      summary = "How many people came to each step, how they left it, and how many are there",
      description =
          "Whoever comes to a step counts once, however many runs they have there, and again when they"
              + " come again: so of people, came is the sum of all the others. Runs stand beside them.")
  Funnels.Funnel funnel(@PathVariable String id) {
    return funnels.of(id, clock.instant());
  }

  @GetMapping("/api/campaigns/{id}/deliveries")
  @Operation(
      operationId = "campaignDeliveries",
      summary = "What became of a campaign's offers by channel, as channels that report tell it",
      description =
          "Counted while the console runs, and over the last eight hours before its start.")
  List<Deliveries.OfChannel> deliveries(@PathVariable String id) {
    return live.deliveries.of(id);
  }

  @GetMapping("/api/vocabulary")
  @Operation(
      operationId = "vocabulary",
      summary =
          "Types of events and properties that were seen on the stream, with values, how often,"
              + " and what people call them")
  Vocabulary.Words vocabulary() {
    return live.vocabulary.words(labels.dictionary());
  }
}
