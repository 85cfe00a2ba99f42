package dev.nudge.console.collect.tracking;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.collect.BoundedWriter;
import dev.nudge.console.collect.BoundedWriter.Outgoing;
import dev.nudge.console.collect.EventForm;
import dev.nudge.console.collect.EventsTopic;
import dev.nudge.console.collect.JsonTree;
import dev.nudge.console.web.ApiException;
import dev.nudge.engine.json.Parsed;
import dev.nudge.stream.RecordBound;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of the messages of one request. Serves one thread. */
final class MessageRecords {
  /** As libraries without headers of their own send it, in the body. */
  private static final String KEY = "writeKey";

  private final BoundedWriter writer;
  private final Topics topics;
  private final Allowance allowance;
  private final List<JsonNode> raw = new ArrayList<>();
  private final List<Parsed<Message>> messages = new ArrayList<>();
  private final List<Outgoing> records = new ArrayList<>();
  private final List<Unusable> unusable = new ArrayList<>();
  private final String source;
  private final String eventsTo;
  private final EventForm form;

  /** Where they go, and how large records are there. */
  static final class Topics {
    private final ConsoleSettings.Topics names;
    private final EventsTopic events;
    private final RecordBound bound;

    Topics(ConsoleSettings settings, RecordBound bound) {
      this.names = settings.topics();
      this.events = new EventsTopic(settings);
      this.bound = bound;
    }
  }

  /**
   * Reads them.
   *
   * @param bytes that the body holds in memory
   * @param source what it was sent to
   * @param now when it came, in milliseconds since 1970-01-01T00:00Z
   * @throws ApiException 400 if there are no messages, 413 if there are too many
   */
  MessageRecords(
      BoundedWriter writer,
      Topics topics,
      Call call,
      ObjectNode body,
      long bytes,
      String source,
      long now) {
    this.writer = writer;
    this.topics = topics;
    this.source = source;
    this.allowance = new Allowance(bytes, Math.max(1, body.path("batch").size()));
    this.eventsTo = topics.events.require();
    this.form = EventForm.ofAll(now, topics.bound.of(eventsTo));
    MessageReader reader = new MessageReader(body, now);
    if (!call.isMany()) {
      raw.add(withoutKey(body));
      messages.add(reader.read(body, call));
      return;
    }
    JsonNode batch = body.path("batch");
    if (!batch.isArray()) {
      throw ApiException.badRequest("'batch' is an array of messages");
    }
    EventsTopic.requireFew(batch.size());
    for (JsonNode each : batch) {
      raw.add(withoutKey(each));
      messages.add(reader.read(each));
    }
  }

  /** What is told on a topic that many read is no key. */
  private static JsonNode withoutKey(JsonNode message) {
    if (!(message instanceof ObjectNode object) || !object.has(KEY)) {
      return message;
    }
    ObjectNode without = JsonNodeFactory.instance.objectNode();
    without.setAll(object);
    without.remove(KEY);
    return without;
  }

  /** How much the messages may become. */
  Allowance allowance() {
    return allowance;
  }

  private List<Message> usable() {
    List<Message> usable = new ArrayList<>();
    for (Parsed<Message> each : messages) {
      if (each instanceof Parsed.Accepted<Message> message) {
        usable.add(message.value());
      }
    }
    return usable;
  }

  boolean changesPeople() {
    return usable().stream().anyMatch(message -> message.call().changesPeople());
  }

  Collection<String> people() {
    return usable().stream().flatMap(Message::people).distinct().toList();
  }

  Collection<String> visitors() {
    return usable().stream()
        .filter(message -> message.user().isEmpty())
        .flatMap(message -> message.visitor().stream())
        .distinct()
        .toList();
  }

  /** Writes what the messages make, and then what could not be used. */
  CompletableFuture<List<Unusable>> write(People people) {
    ProfileRecords learnt =
        new ProfileRecords(topics.names.profiles(), topics.bound, allowance, this::add);
    for (int i = 0; i < messages.size(); i++) {
      if (messages.get(i) instanceof Parsed.Accepted<Message> message) {
        Optional<Unusable> fault =
            message.value().call().changesPeople()
                ? learnt.take(i, message.value(), people)
                : event(i, message.value(), people);
        fault.ifPresent(unusable::add);
      } else if (messages.get(i) instanceof Parsed.Rejected<Message> refused) {
        unusable.add(new Unusable(i, refused.rejection()));
      }
    }
    learnt.write(people);
    unusable.forEach(one -> add(told(one)));
    return writer.write(records).thenCompose(this::tellRefused);
  }

  /** What Kafka refuses is told too; not on the thread that hears from Kafka. */
  private CompletableFuture<List<Unusable>> tellRefused(List<BoundedWriter.Refused> refused) {
    records.clear();
    for (BoundedWriter.Refused one : refused) {
      if (one.index() != Unusable.TOLD) {
        unusable.add(Unusable.tooLarge(one));
        records.add(told(unusable.get(unusable.size() - 1)));
      }
    }
    unusable.sort(Unusable.IN_ORDER);
    List<Unusable> all = List.copyOf(unusable);
    return records.isEmpty()
        ? CompletableFuture.completedFuture(all)
        : CompletableFuture.completedFuture(records)
            .thenComposeAsync(writer::write)
            .thenApply(done -> all);
  }

  private void add(Outgoing record) {
    allowance.use(record.key().length + record.value().length);
    records.add(record);
  }

  private Outgoing told(Unusable one) {
    String to = topics.names.rejected();
    return one.record(to, source, raw.get(one.index()), raw.size() > 1, topics.bound.of(to));
  }

  private Optional<Unusable> event(int index, Message message, People people) {
    ObjectNode event = message.said();
    event.put("user", people.of(message));
    Parsed<EventForm.Canonical> read = form.read(new EventForm.Piece(JsonTree.bytes(event)));
    if (read instanceof Parsed.Rejected<EventForm.Canonical> refused) {
      return Optional.of(new Unusable(index, refused.rejection()));
    }
    EventForm.Canonical canonical = ((Parsed.Accepted<EventForm.Canonical>) read).value();
    add(new Outgoing(index, eventsTo, canonical.key(), canonical.value()));
    return Optional.empty();
  }
}
