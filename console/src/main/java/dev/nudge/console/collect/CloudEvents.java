package dev.nudge.console.collect;

import dev.nudge.console.collect.EventForm.Piece;
import dev.nudge.console.web.ApiException;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.json.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * CloudEvents 1.0 over HTTP, as events: structured, batched or binary
 * (https://github.com/cloudevents/spec). The user is the extension attribute {@code userid}, or
 * else the {@code subject}; the id is that of the source, which alone makes it one of its own; the
 * members of the data are properties, and so are the source and all extension attributes.
 */
final class CloudEvents {
  static final String STRUCTURED = "application/cloudevents+json";
  static final String BATCHED = "application/cloudevents-batch+json";

  private static final String HEADER = "ce-";
  private static final String USER = "userid";
  private static final String SUBJECT = "subject";
  private static final String DATA = "data";

  /** What is no property. */
  private static final Set<String> CORE =
      Set.of(
          "specversion",
          "id",
          "type",
          "time",
          SUBJECT,
          USER,
          DATA,
          "data_base64",
          "datacontenttype",
          "dataschema");

  private CloudEvents() {}

  /** The attributes that stand in the headers of a request. */
  static Map<String, String> attributes(HttpServletRequest request) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (String header : Collections.list(request.getHeaderNames())) {
      String name = header.toLowerCase(Locale.ROOT);
      if (name.startsWith(HEADER)) {
        attributes.put(name.substring(HEADER.length()), request.getHeader(header));
      }
    }
    return attributes;
  }

  /** Whether a request with this type of content and these attributes carries such events. */
  static boolean are(@Nullable String contentType, Map<String, String> attributes) {
    String type = mediaType(contentType);
    return type.equals(STRUCTURED) || type.equals(BATCHED) || attributes.containsKey("specversion");
  }

  /** The canonical JSON of each, or why it cannot be used. */
  static List<Parsed<Piece>> read(
      @Nullable String contentType, Map<String, String> attributes, byte[] body) {
    String type = mediaType(contentType);
    if (type.equals(STRUCTURED)) {
      return List.of(event(JsonTree.read(body)));
    }
    if (type.equals(BATCHED)) {
      JsonNode batch = JsonTree.read(body);
      if (!batch.isArray()) {
        return List.of(Parsed.rejected("no batch", "a batch of CloudEvents is an array"));
      }
      List<Parsed<Piece>> events = new ArrayList<>(batch.size());
      batch.forEach(each -> events.add(event(each)));
      return events;
    }
    return List.of(binary(contentType, attributes, body));
  }

  /** Attributes are headers, the body is the data. */
  private static Parsed<Piece> binary(
      @Nullable String contentType, Map<String, String> attributes, byte[] body) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    attributes.forEach((name, value) -> event.put(name, decoded(value)));
    if (contentType != null) {
      event.put("datacontenttype", contentType);
    }
    if (body.length > 0) {
      event.put("data_base64", Base64.getEncoder().encodeToString(body));
    }
    return event(event);
  }

  /** Percent-encoded, as the HTTP binding wants it; a plus stands for itself. */
  private static String decoded(String header) {
    try {
      return URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return header;
    }
  }

  private static Parsed<Piece> event(JsonNode event) {
    if (!(event instanceof ObjectNode said)) {
      return Parsed.rejected(Rejection.NOT_AN_OBJECT, "a CloudEvent is an object");
    }
    String version = said.path("specversion").asString("");
    if (!version.equals("1.0")) {
      return Parsed.rejected("bad specversion", "it is '" + version + "', not '1.0'");
    }
    for (String needed : List.of("id", "source", "type")) {
      if (said.path(needed).asString("").isEmpty()) {
        return Parsed.rejected("no " + needed, "a CloudEvent has one");
      }
    }
    String user = said.path(said.has(USER) ? USER : SUBJECT).asString("");
    if (user.isEmpty()) {
      return Parsed.rejected(
          "no user", "neither '" + USER + "' nor '" + SUBJECT + "' says whose event it is");
    }
    ObjectNode canonical = JsonNodeFactory.instance.objectNode();
    canonical.put("id", id(said.get("source").asString(), said.get("id").asString()));
    canonical.put("user", user);
    canonical.set("type", said.get("type"));
    if (said.has("time")) {
      canonical.set("time", said.get("time"));
    }
    Parsed<ObjectNode> data = data(said);
    if (data instanceof Parsed.Rejected<ObjectNode> refused) {
      return new Parsed.Rejected<>(refused.rejection());
    }
    ObjectNode members = ((Parsed.Accepted<ObjectNode>) data).value();
    Optional<Rejection> clash = JsonTree.copy(members, Event.FIELDS, "data_", canonical);
    if (clash.isPresent()) {
      return new Parsed.Rejected<>(clash.get());
    }
    ObjectNode attributes = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> attribute : said.properties()) {
      if (!CORE.contains(attribute.getKey())) {
        attributes.set(attribute.getKey(), attribute.getValue());
      }
    }
    if (said.has(USER) && said.has(SUBJECT)) {
      attributes.set(SUBJECT, said.get(SUBJECT));
    }
    for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
      String name = attribute.getKey();
      String property = Event.FIELDS.contains(name) ? "data_" + name : name;
      if (!canonical.has(property)) {
        canonical.set(property, attribute.getValue());
      } else if (!property.equals(name)) {
        return Parsed.rejected(
            "two of one name", "'" + name + "' would be '" + property + "', which is there");
      }
    }
    return Parsed.accepted(new Piece(JsonTree.bytes(canonical)));
  }

  /** Of both, so that no two sources ever have the same: the id has no slash of its own. */
  private static String id(String source, String id) {
    return source + "/" + id.replace("%", "%25").replace("/", "%2F");
  }

  /** An object's members; anything else is one property, {@code data}. */
  private static Parsed<ObjectNode> data(ObjectNode event) {
    String type = mediaType(event.path("datacontenttype").asString(""));
    boolean json = type.isEmpty() || type.endsWith("/json") || type.endsWith("+json");
    JsonNode data = event.path(DATA);
    if (event.path("data_base64").isString()) {
      byte[] bytes;
      try {
        bytes = Base64.getDecoder().decode(event.get("data_base64").stringValue());
      } catch (IllegalArgumentException e) {
        return Parsed.rejected("bad data", "'data_base64' is no base64");
      }
      if (json) {
        try {
          data = JsonTree.read(bytes);
        } catch (ApiException e) {
          return Parsed.rejected("bad data", String.valueOf(e.getMessage()));
        }
      } else if (type.startsWith("text/")) {
        data = JsonNodeFactory.instance.stringNode(new String(bytes, StandardCharsets.UTF_8));
      } else {
        return Parsed.rejected("bad data", "it is " + type + "; JSON and text are read");
      }
    }
    if (data instanceof ObjectNode members) {
      return Parsed.accepted(members);
    }
    ObjectNode one = JsonNodeFactory.instance.objectNode();
    if (!data.isMissingNode() && !data.isNull()) {
      one.set(DATA, data);
    }
    return Parsed.accepted(one);
  }

  private static String mediaType(@Nullable String contentType) {
    if (contentType == null) {
      return "";
    }
    int end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
