package dev.nudge.console.shop;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.account.Caller;
import dev.nudge.console.live.Kind;
import dev.nudge.console.live.Streams;
import dev.nudge.console.live.WatchRequests;
import dev.nudge.console.name.Names;
import dev.nudge.console.person.OpenRuns;
import dev.nudge.console.web.ApiException;
import dev.nudge.stream.KafkaAnswers;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.LazyProducer;
import io.github.bucket4j.Bucket;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.PreDestroy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/shop")
@Tag(name = "shop")
class ShopController {
  private static final int PATIENCE_MILLIS = 10_000;

  private final ShopSettings settings;
  private final Visitors visitors;
  private final Products products;
  private final Walks walks;
  private final OpenRuns runs;
  private final Names names;
  private final Streams streams;
  private final WatchRequests watches;
  private final JsonMapper json;
  private final ConsoleSettings.Source profiles;

  /** Anybody may come in, so many a second. */
  private final Bucket door =
      Bucket.builder()
          .addLimit(limit -> limit.capacity(50).refillGreedy(10, Duration.ofSeconds(1)))
          .build();

  private final LazyProducer producer;

  ShopController(
      ShopSettings settings,
      Visitors visitors,
      Products products,
      Walks walks,
      OpenRuns runs,
      Names names,
      Streams streams,
      WatchRequests watches,
      KafkaClients clients,
      JsonMapper json,
      ConsoleSettings console) {
    this.settings = settings;
    this.visitors = visitors;
    this.products = products;
    this.walks = walks;
    this.runs = runs;
    this.names = names;
    this.streams = streams;
    this.watches = watches;
    producer = new LazyProducer(clients, PATIENCE_MILLIS);
    this.json = json;
    this.profiles = console.topics().profiles();
  }

  /** Who somebody is. */
  @Schema(requiredProperties = {"gender", "age"})
  record Who(
      @Pattern(regexp = "female|male|other") @Schema(allowableValues = {"female", "male", "other"})
          String gender,
      @Min(1) @Max(120) int age) {}

  @PostMapping("/visitors")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(operationId = "enterShop", summary = "Come into the shop as somebody")
  Visitors.Visitor enter(@Valid @RequestBody Who who) {
    settings.requireOpen();
    if (!door.tryConsume(1)) {
      throw ApiException.tooMany("too many come in at once: try again", 1);
    }
    Visitors.Visitor visitor = visitors.enter();
    Map<String, Object> profile = new LinkedHashMap<>();
    profile.put("user", visitor.user());
    profile.put("name", DrawnNames.of(who.gender(), visitor.user().hashCode()));
    profile.put("gender", who.gender());
    profile.put("age", who.age());
    write(visitor.user(), json.writeValueAsBytes(profile));
    watches.expect(visitor.user());
    return visitor;
  }

  @GetMapping("/products")
  @Operation(operationId = "products", summary = "What the shop sells")
  List<Products.Product> products() {
    settings.requireOpen();
    return products.some();
  }

  @GetMapping(value = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      operationId = "shopStream",
      summary = "What Nudge makes of one's own events: triggers and transitions, as they happen")
  ResponseEntity<StreamingResponseBody> stream(
      Authentication caller,
      @RequestParam(defaultValue = "") String lastEventId,
      @RequestHeader(name = "Last-Event-ID", defaultValue = "") String header,
      HttpServletRequest request,
      HttpServletResponse response) {
    String user = visitor(caller);
    return streams.open(
        new Streams.Wish(
            Set.of(Kind.TRIGGER, Kind.TRANSITION), false, Optional.empty(), Optional.of(user)),
        header.isEmpty() ? lastEventId : header,
        request,
        response);
  }

  @GetMapping("/runs")
  @Operation(
      operationId = "shopRuns",
      summary = "Which campaigns the visitor is in the middle of, and for how long yet")
  List<OpenRuns.OpenRun> runs(Authentication caller) {
    return runs.of(visitor(caller));
  }

  @GetMapping("/walks")
  @Operation(
      operationId = "shopWalks",
      summary = "What to do next to get an offer",
      description =
          "At most three walks of at most five clicks. What fires after each is what the live"
              + " campaigns make of it when they are run ahead from where the visitor stands, with"
              + " some seconds between two clicks and nothing else happening.")
  Walks.Suggestions walks(
      Authentication caller,
      @RequestParam(defaultValue = "") String session,
      @RequestParam(defaultValue = "") String device) {
    return walks.of(new Walks.Visit(visitor(caller), session, device));
  }

  @GetMapping("/campaigns")
  @Operation(
      operationId = "shopCampaigns",
      summary = "What campaigns are called, by id",
      description = "Those that have a name, of at most fifty.")
  Map<String, String> campaigns(
      Authentication caller, @RequestParam @Size(max = 50) Set<String> id) {
    visitor(caller);
    return names.ofCampaigns(id);
  }

  /** Who asks, in an open shop. */
  private String visitor(Authentication caller) {
    settings.requireOpen();
    return Caller.of(caller)
        .user()
        .orElseThrow(() -> ApiException.badRequest("this is for visitors of the shop"));
  }

  private void write(String user, byte[] profile) {
    if (!profiles.isCanonical()) {
      throw ApiException.unavailable(
          "nobody can be let in: 'topics.profiles' is in a form of its own, in which the shop cannot"
              + " write");
    }
    try {
      KafkaAnswers.await(
          producer
              .get()
              .send(
                  new ProducerRecord<>(
                      profiles.topic(), user.getBytes(StandardCharsets.UTF_8), profile)));
    } catch (RuntimeException e) {
      throw ApiException.unavailable("Kafka did not take the profile: " + e.getMessage());
    }
  }

  @PreDestroy
  void close() {
    producer.close();
  }
}
