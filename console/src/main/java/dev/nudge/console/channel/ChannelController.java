package dev.nudge.console.channel;

import dev.nudge.console.account.Caller;
import dev.nudge.console.account.Permission;
import dev.nudge.console.channel.ChannelTests.ChannelTest;
import dev.nudge.console.customer.DataAudit;
import dev.nudge.console.web.ApiException;
import dev.nudge.console.web.Mistake;
import dev.nudge.delivery.ChannelTopic.Entry;
import dev.nudge.delivery.channel.Channel;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Channels: what there is, documents to be read, published and tried. */
@RestController
@RequestMapping("/api/channels")
@Tag(name = "channels")
class ChannelController {
  private static final int MOST_CHARACTERS = 100_000;

  private final ChannelsView channels;
  private final DeliveryCounts counts;
  private final ChannelDocuments documents;
  private final ChannelTests tests;
  private final DataAudit audit;

  ChannelController(
      ChannelsView channels,
      DeliveryCounts counts,
      ChannelDocuments documents,
      ChannelTests tests,
      DataAudit audit) {
    this.channels = channels;
    this.counts = counts;
    this.documents = documents;
    this.tests = tests;
    this.audit = audit;
  }

  /**
   * A channel and what became of what was meant for it.
   *
   * @param kind absent where the document is wrong
   * @param to where it leads: of a webhook, its whole address for admins, and for others, from whom
   *     it may be a secret, its server; absent where the document is wrong
   * @param published when its document was written last
   * @param problems of the document; while one is an error, triggers wait
   * @param delivered so many triggers have arrived in the last 24 hours
   * @param undelivered so many were given up in the last 24 hours
   * @param waiting so many are being tried, or wait for another attempt
   */
  @Schema(
      requiredProperties = {
        "id",
        "description",
        "published",
        "problems",
        "delivered",
        "undelivered",
        "waiting"
      })
  record ListedChannel(
      String id,
      @Nullable @Schema(allowableValues = {"webhook", "email", "in_app"}) String kind,
      @Nullable String to,
      String description,
      Instant published,
      List<Mistake> problems,
      long delivered,
      long undelivered,
      int waiting) {}

  /** The document of a channel, in YAML. */
  record ChannelDocument(String id, String text, Instant published) {}

  /** A document to be checked. */
  record ChannelText(@NotNull @Size(max = MOST_CHARACTERS) String text) {}

  /** What is wrong with it. */
  record ChannelCheck(List<Mistake> problems) {}

  /**
   * A document to be published.
   *
   * @param published of the one that it replaces; absent for a new one
   */
  record ChannelChange(
      @NotNull @Size(max = MOST_CHARACTERS) String text, @Nullable Instant published) {}

  /**
   * A trigger that never fired, to try a document.
   *
   * @param offer what the campaign would say
   */
  record ChannelTrial(
      @NotNull @Size(max = MOST_CHARACTERS) String text,
      @NotNull @Size(min = 1, max = 1_000) String user,
      @NotNull Map<String, Object> offer) {}

  @GetMapping
  @Operation(operationId = "channels", summary = "All channels, and what was delivered over them")
  List<ListedChannel> all(Authentication caller) {
    boolean whole = Caller.of(caller).permissions().contains(Permission.ADMINISTER);
    return new TreeMap<>(channels.all())
        .values().stream().map(entry -> listed(entry, whole)).toList();
  }

  private ListedChannel listed(Entry entry, boolean whole) {
    DeliveryCounts.Counts found = counts.of(entry.id());
    return new ListedChannel(
        entry.id(),
        entry.channel().map(channel -> channel.destination().kind()).orElse(null),
        entry.channel().map(channel -> to(channel.destination(), whole)).orElse(null),
        entry.channel().map(Channel::description).orElse(""),
        Instant.ofEpochMilli(entry.published()),
        Mistake.of(entry.problems()),
        found.delivered(),
        found.undelivered(),
        found.waiting());
  }

  private static String to(Channel.Destination destination, boolean whole) {
    if (whole || !(destination instanceof Channel.Webhook webhook)) {
      return destination.shown();
    }
    URI address = URI.create(webhook.url());
    return address.getScheme() + "://" + address.getHost();
  }

  @GetMapping("/{id}")
  @Operation(operationId = "channelDocument", summary = "The document of a channel")
  ChannelDocument document(@PathVariable String id) {
    Entry entry = find(id);
    return new ChannelDocument(id, entry.text(), Instant.ofEpochMilli(entry.published()));
  }

  @PostMapping("/check")
  @Operation(operationId = "checkChannel", summary = "Says what is wrong with a document")
  ChannelCheck check(@Valid @RequestBody ChannelText document) {
    return new ChannelCheck(Mistake.of(ChannelDocuments.problems(document.text())));
  }

  @PutMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "publishChannel",
      summary = "Publish a channel, by which whoever delivers goes within a second")
  void publish(
      @PathVariable String id, @Valid @RequestBody ChannelChange change, Authentication caller) {
    Channel channel = ChannelDocuments.read(change.text());
    if (!channel.id().equals(id)) {
      throw ApiException.badRequest(
          "the document is of '" + channel.id() + "', and not of '" + id + "'");
    }
    Entry before = channels.all().get(id);
    Instant seen = before == null ? null : Instant.ofEpochMilli(before.published());
    if (seen == null ? change.published() != null : !seen.equals(change.published())) {
      throw ApiException.conflict("'" + id + "' is not what it was when you began: read it again");
    }
    documents.write(id, change.text());
    audit.add(DataAudit.Kind.CHANNEL, id, Caller.of(caller).name(), "publish", null);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "removeChannel",
      summary = "Remove a channel; what is on its way over it is given up")
  void remove(@PathVariable String id, Authentication caller) {
    find(id);
    documents.write(id, null);
    audit.add(DataAudit.Kind.CHANNEL, id, Caller.of(caller).name(), "remove", null);
  }

  @PostMapping("/test")
  @Operation(
      operationId = "testChannel",
      summary = "Send one trigger that never fired over the channel of a document",
      description =
          "From this process, at once, and never again. Its campaign is 'test', and its id begins"
              + " with 'test-'. Secrets are looked up where the console runs.")
  ChannelTest test(@Valid @RequestBody ChannelTrial trial) {
    return tests.send(ChannelDocuments.read(trial.text()), trial.user(), trial.offer());
  }

  private Entry find(String id) {
    Entry entry = channels.all().get(id);
    if (entry == null) {
      throw ApiException.notFound("there is no channel '" + id + "'");
    }
    return entry;
  }
}
