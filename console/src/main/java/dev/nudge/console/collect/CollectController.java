package dev.nudge.console.collect;

import dev.nudge.console.account.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "collect")
class CollectController {
  private final Collector collector;

  CollectController(Collector collector) {
    this.collector = collector;
  }

  @PostMapping("/api/events")
  @Operation(
      operationId = "collect",
      summary = "Takes one event or an array of them, and answers when Kafka has them",
      description =
          "An event is an object with user, type and anything else; without a time it happened now."
              + " CloudEvents are taken too: structured, batched or binary."
              + " 202 where all were taken; 400 where some were not, and why; 413 beyond 1 MiB or"
              + " 10,000 events; 429 with Retry-After where too many are on their way.",
      requestBody =
          @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE,
                    schema = @Schema(implementation = Object.class)),
                @Content(
                    mediaType = CloudEvents.STRUCTURED,
                    schema = @Schema(implementation = Object.class)),
                @Content(
                    mediaType = CloudEvents.BATCHED,
                    schema = @Schema(implementation = Object.class))
              }))
  CompletableFuture<ResponseEntity<Collector.Outcome>> collect(
      HttpServletRequest request, Authentication caller) throws IOException {
    byte[] body = request.getInputStream().readAllBytes();
    Optional<String> own = Caller.of(caller).user();
    Map<String, String> attributes = CloudEvents.attributes(request);
    CompletableFuture<Collector.Outcome> collecting =
        CloudEvents.are(request.getContentType(), attributes)
            ? collector.collect(
                CloudEvents.read(request.getContentType(), attributes, body),
                (long) JsonTree.WEIGHT * body.length,
                own)
            : collector.collect(body, own);
    return collecting.thenApply(
        outcome ->
            ResponseEntity.status(
                    outcome.rejected().isEmpty() ? HttpStatus.ACCEPTED : HttpStatus.BAD_REQUEST)
                .contentType(MediaType.APPLICATION_JSON)
                .body(outcome));
  }
}
