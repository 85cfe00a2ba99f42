package dev.nudge.console.trial;

import dev.nudge.console.kafka.EventView;
import dev.nudge.console.web.ApiException;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.EventReader;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.story.Story;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
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
  private final LiveDocuments live;
  private final TrialHistory history;
  private final KnownProfiles profiles;
  private final EventView view;
  private final JsonMapper json;

  TrialController(
      Trials trials,
      LiveDocuments live,
      TrialHistory history,
      KnownProfiles profiles,
      EventView view,
      JsonMapper json) {
    this.trials = trials;
    this.live = live;
    this.history = history;
    this.profiles = profiles;
    this.view = view;
    this.json = json;
  }

  /**
   * What is to be tried.
   *
   * @param text the campaign's document
   * @param versus another document, such as the version that is live, which is run over the same
   *     events to be compared with; null for none
   */
  @Schema(requiredProperties = {"text", "source"})
  record Wanted(String text, @Nullable String versus, Source source) {}

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
    TrialCampaign campaign =
        TrialCampaign.read("the campaign", wanted.path("text").asString(""), live::beside);
    Optional<TrialCampaign> versus =
        Optional.of(wanted.path("versus").asString(""))
            .filter(text -> !text.isEmpty())
            .map(text -> TrialCampaign.read("what it is compared with", text, live::beside));
    JsonNode source = wanted.path("source");
    Trial trial =
        switch (source.path("kind").asString("")) {
          case "pasted" -> pasted(campaign, versus, source.path("events"));
          case "user" -> ofUser(campaign, versus, source.path("user").asString(""));
          case "recent" -> recent(campaign, versus, source.path("hours").asInt(0));
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

  private Trial pasted(TrialCampaign campaign, Optional<TrialCampaign> versus, JsonNode pasted) {
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
        events.add(view.of(accepted.value()));
      }
    }
    if (events.isEmpty()) {
      throw ApiException.badRequest(
          lines.isEmpty()
              ? "there are no events: paste an array of them, or one a line"
              : "none of these can be read as an event: each needs user, type and time");
    }
    TrialRun.Over over =
        new TrialRun.Over(
            new EventSource.Pasted(events, lines.size() - events.size()),
            profiles.now(),
            Instant.ofEpochMilli(events.stream().mapToLong(Event::time).min().orElse(0)),
            Long.MAX_VALUE,
            history.repeats());
    return new Trial(campaign, versus, over, TrialHistory.PATIENCE);
  }

  private Trial ofUser(TrialCampaign campaign, Optional<TrialCampaign> versus, String user) {
    if (user.isEmpty()) {
      throw ApiException.badRequest("say whose events: source.user");
    }
    return history.ofUser(campaign, versus, OF_USER, user);
  }

  private Trial recent(TrialCampaign campaign, Optional<TrialCampaign> versus, int hours) {
    if (hours < 1 || hours > MOST_HOURS) {
      throw ApiException.badRequest("source.hours is between 1 and " + MOST_HOURS);
    }
    return history.trial(campaign, versus, Duration.ofHours(hours));
  }

  @GetMapping("/{id}")
  @Operation(operationId = "trial", summary = "What came of a trial so far")
  TrialResult result(@PathVariable String id) {
    return TrialResult.of(find(id), json);
  }

  @GetMapping(value = "/{id}/people", produces = "text/csv")
  @Operation(
      operationId = "trialPeople",
      summary = "For whom a trial fired so far, as CSV",
      description = "A line for each: user, how many offers, and when the first and the last came.")
  ResponseEntity<StreamingResponseBody> people(@PathVariable String id) {
    List<FiredTriggers.Person> people = find(id).tried().ofFired(FiredTriggers::everybody);
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename("people.csv").build().toString())
        .body(out -> PeopleCsv.write(people, out));
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
