package dev.nudge.console.trial;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.kafka.CatalogView;
import dev.nudge.console.live.TriggerRecord;
import dev.nudge.console.web.ApiException;
import dev.nudge.engine.Detector;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.EventReader;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.story.Story;
import dev.nudge.stream.Extent;
import dev.nudge.stream.KafkaClients;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/trials")
@Tag(name = "trials")
class TrialController {
  private static final int MOST_HOURS = 24 * 7;
  private static final Duration OF_USER = Duration.ofDays(30);

  private final Trials trials;
  private final KnownProfiles profiles;
  private final CatalogView catalog;
  private final KafkaClients clients;
  private final ConsoleSettings settings;
  private final Clock clock;
  private final JsonMapper json;

  /** As the job has it. */
  private final int repeats;

  TrialController(
      Trials trials,
      KnownProfiles profiles,
      CatalogView catalog,
      KafkaClients clients,
      ConsoleSettings settings,
      Clock clock,
      JsonMapper json) {
    this.trials = trials;
    this.profiles = profiles;
    this.catalog = catalog;
    this.clients = clients;
    this.settings = settings;
    this.clock = clock;
    this.json = json;
    this.repeats =
        Integer.parseInt(
            settings
                .properties()
                .getOrDefault("nudge.repeats", Integer.toString(Detector.DEFAULT_REPEATS)));
  }

  /**
   * What is to be tried.
   *
   * @param text the campaign's document
   */
  @Schema(requiredProperties = {"text", "source"})
  record Wanted(String text, Source source) {}

  /**
   * On which events.
   *
   * @param events of {@code pasted}: an array of events, or a string of JSON lines
   * @param user of {@code user}: whose events of the last 30 days
   * @param hours of {@code recent}: the events of so many hours, at most 168
   */
  @Schema(requiredProperties = "kind")
  record Source(
      @Schema(allowableValues = {"pasted", "user", "recent"}) String kind,
      @Nullable Object events,
      @Nullable String user,
      @Nullable Integer hours) {}

  /** What a trial is called. */
  record Started(String id) {}

  /**
   * What came of a trial so far.
   *
   * @param state {@code waiting}, {@code running}, {@code done}, {@code cancelled} or {@code
   *     failed}
   * @param failure why it failed, or empty
   * @param events how many were taken
   * @param unusable how many could not be read
   * @param truncated whether there were more than are tried
   * @param users how many had an event
   * @param firedUsers for how many of them it fired
   * @param fired how often it fired
   * @param triggers the newest 500, newest first, as they would be in their topic
   * @param progress from 0 to 1
   */
  record TrialResult(
      @Schema(allowableValues = {"waiting", "running", "done", "cancelled", "failed"}) String state,
      String failure,
      long events,
      long unusable,
      boolean truncated,
      long users,
      long firedUsers,
      long fired,
      @ArraySchema(schema = @Schema(implementation = TriggerRecord.class)) List<JsonNode> triggers,
      List<Hour> perHour,
      double progress) {}

  /**
   * How often it fired in an hour.
   *
   * @param time its beginning, in milliseconds since 1970-01-01T00:00Z
   */
  record Hour(long time, long count) {}

  /**
   * The story of one user.
   *
   * @param text for people, in lines
   * @param story for machines, as {@code nudge explain --json} writes it
   */
  record UserStory(
      String user,
      List<String> text,
      @ArraySchema(schema = @Schema(implementation = Object.class)) List<JsonNode> story) {}

  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      operationId = "startTrial",
      summary = "Run a draft over events, without publishing it",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(implementation = Wanted.class))))
  Started start(HttpServletRequest request) throws IOException {
    JsonNode wanted = wanted(request.getInputStream().readAllBytes());
    TrialCampaign campaign = TrialCampaign.read(wanted.path("text").asString(""));
    JsonNode source = wanted.path("source");
    Trial trial =
        switch (source.path("kind").asString("")) {
          case "pasted" -> pasted(campaign, source.path("events"));
          case "user" -> ofUser(campaign, source.path("user").asString(""));
          case "recent" -> recent(campaign, source.path("hours").asInt(0));
          default -> throw ApiException.badRequest("source.kind is pasted, user or recent");
        };
    return new Started(trials.start(trial));
  }

  private JsonNode wanted(byte[] body) {
    try {
      return json.readTree(body);
    } catch (JacksonException e) {
      throw ApiException.badRequest("the body is no JSON: " + e.getOriginalMessage());
    }
  }

  private Trial pasted(TrialCampaign campaign, JsonNode pasted) {
    List<byte[]> lines = new ArrayList<>();
    if (pasted.isString()) {
      pasted
          .asString("")
          .lines()
          .filter(line -> !line.isBlank())
          .forEach(line -> lines.add(line.strip().getBytes(StandardCharsets.UTF_8)));
    } else {
      pasted.forEach(event -> lines.add(json.writeValueAsBytes(event)));
    }
    EventReader reader = new EventReader();
    List<Event> events = new ArrayList<>();
    for (byte[] line : lines) {
      if (reader.read(line, 0, line.length) instanceof Parsed.Accepted<Event> accepted) {
        events.add(catalog.enrich(accepted.value()));
      }
    }
    if (events.isEmpty()) {
      throw ApiException.badRequest(
          lines.isEmpty()
              ? "there are no events: paste an array of them, or one a line"
              : "none of these can be read as an event: each needs user, type and time");
    }
    return new Trial(
        campaign,
        new EventSource.Pasted(events, lines.size() - events.size()),
        profiles,
        Optional.of(profiles.extent()),
        Instant.ofEpochMilli(events.stream().mapToLong(Event::time).min().orElse(0)),
        Long.MAX_VALUE,
        repeats);
  }

  private Trial ofUser(TrialCampaign campaign, String user) {
    if (user.isEmpty()) {
      throw ApiException.badRequest("say whose events: source.user");
    }
    return ofTopic(campaign, OF_USER, Optional.of(user));
  }

  private Trial recent(TrialCampaign campaign, int hours) {
    if (hours < 1 || hours > MOST_HOURS) {
      throw ApiException.badRequest("source.hours is between 1 and " + MOST_HOURS);
    }
    return ofTopic(campaign, Duration.ofHours(hours), Optional.empty());
  }

  private Trial ofTopic(TrialCampaign campaign, Duration back, Optional<String> user) {
    Instant now = clock.instant();
    Instant since = now.minus(back);
    Consumer<byte[], byte[]> consumer = clients.consumer();
    try {
      Extent extent =
          Extent.since(
              consumer,
              KafkaClients.partitions(consumer, settings.topics().namesOfEvents()),
              since.toEpochMilli(),
              Trial.MOST_EVENTS);
      return new Trial(
          campaign,
          new EventSource.Recent(clients, settings.topics().events(), catalog, extent, user),
          profiles,
          Optional.of(profiles.extent()),
          since,
          now.toEpochMilli(),
          repeats);
    } finally {
      consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  @GetMapping("/{id}")
  @Operation(operationId = "trial", summary = "What came of a trial so far")
  TrialResult result(@PathVariable String id) {
    Trial.Outcome outcome = find(id).outcome();
    return new TrialResult(
        outcome.state().text(),
        outcome.failure(),
        outcome.events(),
        outcome.unusable(),
        outcome.truncated(),
        outcome.users(),
        outcome.firedUsers(),
        outcome.fired(),
        outcome.triggers().stream().map(json::readTree).toList(),
        outcome.perHour().entrySet().stream()
            .map(hour -> new Hour(hour.getKey(), hour.getValue()))
            .toList(),
        outcome.progress());
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "cancelTrial", summary = "Stop a trial")
  void cancel(@PathVariable String id) {
    find(id).cancel();
  }

  @GetMapping("/{id}/users/{user}/story")
  @Operation(operationId = "trialStory", summary = "What happened to one user, and why")
  UserStory story(@PathVariable String id, @PathVariable String user) {
    Story story =
        find(id)
            .story(user)
            .orElseThrow(
                () -> ApiException.notFound("the trial has no event of user '" + user + "'"));
    JsonWriter writer = new JsonWriter();
    return new UserStory(
        user,
        story.lines(),
        story.objects().stream().map(object -> json.readTree(writer.writeValue(object))).toList());
  }

  private Trial find(String id) {
    return trials
        .find(id)
        .orElseThrow(
            () -> ApiException.notFound("there is no trial '" + id + "' any more: start it again"));
  }
}
