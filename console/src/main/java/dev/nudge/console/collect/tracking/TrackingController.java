package dev.nudge.console.collect.tracking;

import dev.nudge.console.collect.BoundedWriter;
import dev.nudge.console.collect.JsonTree;
import dev.nudge.console.web.ApiException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponents;

@RestController
@Tag(name = "collect")
class TrackingController {
  private final TrackingCollector collector;
  private final BoundedWriter writer;

  TrackingController(TrackingCollector collector, BoundedWriter writer) {
    this.collector = collector;
    this.writer = writer;
  }

  /**
   * What became of messages.
   *
   * @param success always true
   * @param rejected those of a batch that could not be used
   */
  record Taken(boolean success, List<RejectedMessage> rejected) {}

  /**
   * A message that could not be used; it is on the topic of rejected records too.
   *
   * @param index in the batch, from 0
   */
  record RejectedMessage(int index, String reason) {}

  /** What a browser's SDK asks before it sends: the destinations of its messages. */
  record SourceSettings(Map<String, Destination> integrations, Metrics metrics) {}

  /**
   * Where the SDK sends to.
   *
   * @param apiKey the write key
   * @param apiHost this console's, with the path
   */
  record Destination(String apiKey, String apiHost, String protocol) {}

  /**
   * The SDK's own figures.
   *
   * @param sampleRate 0: nobody wants them here
   */
  record Metrics(int sampleRate) {}

  @PostMapping("/v1/{call}")
  @Operation(
      operationId = "track",
      summary = "Takes messages of Segment's and RudderStack's SDKs: Segment's HTTP tracking API",
      description =
          "The call is track, identify, page, screen, group, alias, batch or import, or the first"
              + " letter of one. The token, as the user name of basic authentication or as"
              + " 'writeKey' in the body, needs the scope collect. Bodies may be compressed with"
              + " gzip. 200 where Kafka has everything that can be used; what cannot be is in the"
              + " answer and on the topic of rejected records. 400 where the body is no JSON or its"
              + " only message cannot be used.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(implementation = Object.class))))
  CompletableFuture<Taken> take(@PathVariable String call, HttpServletRequest request)
      throws IOException {
    Call known =
        Call.of(call)
            .orElseThrow(() -> ApiException.notFound("there is no call '" + call + "' here"));
    byte[] body = PlainBody.of(request, writer);
    long bytes = (long) JsonTree.WEIGHT * body.length;
    writer.take(bytes);
    CompletableFuture<List<Unusable>> taking;
    try {
      taking = collector.take(known, JsonTree.object(body), bytes, "POST /v1/" + known.word());
    } catch (RuntimeException e) {
      writer.give(bytes);
      throw e;
    }
    return taking
        .whenComplete((unusable, failure) -> writer.give(bytes))
        .thenApply(unusable -> answer(known, unusable));
  }

  private static Taken answer(Call call, List<Unusable> unusable) {
    if (!call.isMany() && !unusable.isEmpty()) {
      throw ApiException.badRequest(unusable.get(0).rejection().toString());
    }
    return new Taken(
        true,
        unusable.stream()
            .map(one -> new RejectedMessage(one.index(), one.rejection().toString()))
            .toList());
  }

  @GetMapping("/v1/projects/{key}/settings")
  @Operation(
      operationId = "trackingSettings",
      summary = "What Segment's SDK for browsers asks before it sends: to send here")
  SourceSettings settings(@PathVariable String key) {
    UriComponents here = ServletUriComponentsBuilder.fromCurrentContextPath().build();
    String port = here.getPort() < 0 ? "" : ":" + here.getPort();
    return new SourceSettings(
        Map.of(
            "Segment.io",
            new Destination(key, here.getHost() + port + "/v1", String.valueOf(here.getScheme()))),
        new Metrics(0));
  }
}
