package dev.nudge.console.collect.tracking;

import dev.nudge.console.collect.JsonTree;
import dev.nudge.console.database.StorableText;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.NameLimit;
import dev.nudge.engine.event.Profile;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.json.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the messages of one request. Not safe for use by several threads.
 *
 * <p>Their times are those of the sender's clock; that it is wrong does not matter: {@code sentAt}
 * says what it showed when the request was sent, which was about now.
 */
final class MessageReader {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Set<String> OF_PROFILES = Set.of("user", "time", Profile.SEGMENTS);

  private final ObjectNode envelope;
  private final long now;

  /**
   * Messages of a request.
   *
   * @param envelope what it says of all of them: {@code sentAt}, {@code context}
   * @param now when it came, in milliseconds since 1970-01-01T00:00Z
   */
  MessageReader(ObjectNode envelope, long now) {
    this.envelope = envelope;
    this.now = now;
  }

  /** What cannot be used, and why. */
  private static final class BadMessage extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Rejection rejection;

    BadMessage(Rejection rejection) {
      super(rejection.reason());
      this.rejection = rejection;
    }

    BadMessage(String reason, String detail) {
      this(new Rejection(reason, detail));
    }
  }

  /** A message that says itself what it is, by its {@code type}. */
  Parsed<Message> read(JsonNode message) {
    String type = message.path("type").asString("");
    Optional<Call> call = Call.of(type).filter(one -> !one.isMany() && one.word().equals(type));
    return call.isPresent()
        ? read(message, call.get())
        : Parsed.rejected("unknown message", "its 'type' is '" + type + "'");
  }

  /** A message of this kind. */
  Parsed<Message> read(JsonNode message, Call call) {
    if (!(message instanceof ObjectNode object)) {
      return Parsed.rejected(Rejection.NOT_AN_OBJECT, "a message is an object");
    }
    try {
      Optional<String> user = id(object, "userId");
      Optional<String> visitor = id(object, "anonymousId");
      if (user.isEmpty() && visitor.isEmpty()) {
        throw new BadMessage("no user", "it has neither 'userId' nor 'anonymousId'");
      }
      Optional<String> previous = Optional.empty();
      ObjectNode said = NODES.objectNode();
      ObjectNode context = context(object);
      switch (call) {
        case TRACK -> event(object, type(object), said);
        case PAGE, SCREEN -> view(object, call, said);
        case IDENTIFY -> traits(object, said);
        case GROUP -> group(object, said);
        default -> previous = Optional.of(previous(object, user));
      }
      Map<String, JsonNode> known =
          call == Call.IDENTIFY
              ? DeviceContext.ofPerson(context)
              : call.changesPeople() ? Map.of() : DeviceContext.of(context);
      known.forEach((name, value) -> putIfAbsent(said, name, value));
      return Parsed.accepted(new Message(call, user, visitor, previous, said));
    } catch (BadMessage e) {
      return new Parsed.Rejected<>(e.rejection);
    }
  }

  private void event(ObjectNode message, String type, ObjectNode said) throws BadMessage {
    String id = message.path("messageId").asString("");
    if (!id.isEmpty()) {
      said.put("id", id);
    }
    said.put("type", type);
    said.put("time", IsoTime.format(time(message)));
    copy(object(message, "properties"), Event.FIELDS, "property_", said);
  }

  /** A page or a screen, which may have a name and a category beside its properties. */
  private void view(ObjectNode message, Call call, ObjectNode said) throws BadMessage {
    event(message, call.word(), said);
    for (String each : List.of("name", "category")) {
      if (message.path(each).isString()) {
        putIfAbsent(said, each, message.get(each));
      }
    }
  }

  /** RudderStack's SDKs have them in the context. */
  private static void traits(ObjectNode message, ObjectNode said) throws BadMessage {
    ObjectNode traits = object(message, "traits");
    ObjectNode ofContext = object(object(message, "context"), "traits");
    copy(traits.isEmpty() ? ofContext : traits, OF_PROFILES, "trait_", said);
  }

  private static void group(ObjectNode message, ObjectNode said) throws BadMessage {
    Optional<String> group = id(message, "groupId");
    if (group.isEmpty()) {
      throw new BadMessage("no group", "it has no 'groupId'");
    }
    said.put("group_id", group.get());
    said.set("group", object(message, "traits"));
  }

  private static String previous(ObjectNode message, Optional<String> user) throws BadMessage {
    Optional<String> previous = id(message, "previousId");
    if (user.isEmpty() || previous.isEmpty()) {
      throw new BadMessage("no user", "an alias has a 'userId' and a 'previousId'");
    }
    if (user.equals(previous)) {
      throw new BadMessage("bad previousId", "it is the 'userId'");
    }
    return previous.get();
  }

  private static void copy(ObjectNode from, Set<String> taken, String prefix, ObjectNode into)
      throws BadMessage {
    Optional<Rejection> clash = JsonTree.copy(from, taken, prefix, into);
    if (clash.isPresent()) {
      throw new BadMessage(clash.get());
    }
  }

  private static void putIfAbsent(ObjectNode into, String name, JsonNode value) {
    if (!into.has(name)) {
      into.set(name, value);
    }
  }

  /** What is used of that of the message, over that of the request. */
  private ObjectNode context(ObjectNode message) throws BadMessage {
    ObjectNode both = NODES.objectNode();
    for (ObjectNode each : List.of(object(envelope, "context"), object(message, "context"))) {
      for (String name : DeviceContext.MEMBERS) {
        JsonNode value = each.get(name);
        if (value != null) {
          both.set(name, value);
        }
      }
    }
    return both;
  }

  /** By our clock. */
  private long time(ObjectNode message) throws BadMessage {
    Optional<Long> said = instant(message, "timestamp");
    if (said.isEmpty()) {
      said = instant(message, "originalTimestamp");
    }
    if (said.isEmpty()) {
      return now;
    }
    Optional<Long> sent = instant(message, "sentAt");
    if (sent.isEmpty()) {
      sent = instant(envelope, "sentAt");
    }
    long time = sent.isEmpty() ? said.get() : now - (sent.get() - said.get());
    if (!IsoTime.isValid(time)) {
      throw new BadMessage("bad time", "not within the years 1 to 9999");
    }
    return time;
  }

  private static Optional<Long> instant(ObjectNode from, String name) throws BadMessage {
    JsonNode value = from.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    long time =
        value.isIntegralNumber() && value.canConvertToLong()
            ? value.longValue()
            : value.isString() ? IsoTime.parse(value.stringValue()) : IsoTime.NONE;
    if (!IsoTime.isValid(time)) {
      throw new BadMessage("bad time", "'" + name + "' is " + value + ", not ISO-8601");
    }
    return Optional.of(time);
  }

  /** Who somebody is, or which group: a text or a whole number; nothing where it is empty. */
  private static Optional<String> id(ObjectNode message, String name) throws BadMessage {
    JsonNode value = message.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isString() && !value.isIntegralNumber()) {
      throw new BadMessage("bad " + name, "it is neither a text nor a whole number");
    }
    String text = value.asString();
    if (NameLimit.isExceededBy(text)) {
      throw new BadMessage("bad " + name, NameLimit.detail(text));
    }
    Optional<String> fault = StorableText.fault(text);
    if (fault.isPresent()) {
      throw new BadMessage("bad " + name, "it " + fault.get());
    }
    return Optional.of(text).filter(id -> !id.isEmpty());
  }

  private static String type(ObjectNode message) throws BadMessage {
    String type = message.path("event").asString("");
    if (type.isEmpty()) {
      throw new BadMessage("no type", "it has no 'event'");
    }
    return type;
  }

  /** An object that may be missing. */
  private static ObjectNode object(ObjectNode of, String name) throws BadMessage {
    JsonNode value = of.path(name);
    if (value instanceof ObjectNode object) {
      return object;
    }
    if (value.isMissingNode() || value.isNull()) {
      return NODES.objectNode();
    }
    throw new BadMessage("bad " + name, "it is no object");
  }
}
