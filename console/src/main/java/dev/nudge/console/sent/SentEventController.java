package dev.nudge.console.sent;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.collect.EventForm;
import dev.nudge.console.collect.EventsTopic;
import dev.nudge.console.source.JobOffsets;
import dev.nudge.console.web.ApiException;
import dev.nudge.engine.json.Parsed;
import dev.nudge.stream.KafkaAnswers;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.LazyProducer;
import dev.nudge.stream.RecordBound;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.PreDestroy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/sent-events")
@Tag(name = "collect")
class SentEventController {
  private static final int PATIENCE_MILLIS = 10_000;

  private final EventsTopic topic;
  private final RecordBound bound;
  private final JobOffsets job;
  private final LazyProducer producer;
  private final Clock clock;
  private final JsonMapper json;

  SentEventController(
      ConsoleSettings settings,
      RecordBound bound,
      JobOffsets job,
      KafkaClients clients,
      Clock clock,
      JsonMapper json) {
    this.topic = new EventsTopic(settings);
    this.bound = bound;
    this.job = job;
    this.producer = new LazyProducer(clients, PATIENCE_MILLIS);
    this.clock = clock;
    this.json = json;
  }

  /** An event as a program would send it. */
  record EventToSend(@NotNull @Schema(implementation = Object.class) Map<String, Object> event) {}

  /**
   * What the collector made of it.
   *
   * @param refused why it takes no such event; absent where it took it, and then all else is there
   * @param event as it was written
   */
  record SentEvent(
      @Nullable String refused,
      @Nullable String topic,
      @Nullable Integer partition,
      @Nullable Long offset,
      @Nullable @Schema(implementation = Object.class) JsonNode event) {}

  /**
   * How far the job has come.
   *
   * @param read whether it has read what stands there; absent where it does not say how far it is
   */
  record EventProgress(@Nullable Boolean read) {}

  @PostMapping
  @Operation(
      operationId = "sendEvent",
      summary = "Take one event as the collector does, and say where it was written")
  SentEvent send(@Valid @RequestBody EventToSend wanted) {
    String to = topic.require();
    EventForm form = EventForm.ofAll(clock.millis(), bound.of(to));
    Parsed<EventForm.Canonical> read =
        form.read(new EventForm.Piece(json.writeValueAsBytes(wanted.event())));
    if (read instanceof Parsed.Rejected<EventForm.Canonical> rejected) {
      return new SentEvent(rejected.rejection().toString(), null, null, null, null);
    }
    EventForm.Canonical event = ((Parsed.Accepted<EventForm.Canonical>) read).value();
    try {
      RecordMetadata place =
          KafkaAnswers.await(
              producer.get().send(new ProducerRecord<>(to, event.key(), event.value())));
      return new SentEvent(
          null, to, place.partition(), place.offset(), json.readTree(event.value()));
    } catch (KafkaException e) {
      throw ApiException.unavailable("Kafka did not take it: " + e.getMessage());
    }
  }

  @GetMapping("/progress")
  @Operation(
      operationId = "sentEventProgress",
      summary = "Whether the job has read what stands at a place of a topic",
      description = "By its last checkpoint.")
  EventProgress progress(
      @RequestParam String topic,
      @RequestParam @Min(0) int partition,
      @RequestParam @Min(0) long offset) {
    OptionalLong next = job.next(topic, partition);
    return new EventProgress(next.isEmpty() ? null : next.getAsLong() > offset);
  }

  @PreDestroy
  void close() {
    producer.close();
  }
}
