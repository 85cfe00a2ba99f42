package dev.nudge.console.collect.tracking;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the context of a message tells: on what, and where. Nothing is made up. */
final class DeviceContext {
  /** What is used of a context. */
  static final List<String> MEMBERS =
      List.of("device", "os", "userAgentData", "userAgent", "location", "locale", "timezone");

  private static final String PHONE = "phone";
  private static final String TABLET = "tablet";
  private static final String DESKTOP = "desktop";

  private DeviceContext() {}

  /** Of an event: {@code device}, {@code os}, {@code country} and {@code locale}, if known. */
  static Map<String, JsonNode> of(ObjectNode context) {
    Map<String, JsonNode> known = new LinkedHashMap<>();
    put(known, "device", device(context));
    put(known, "os", text(context.at("/os/name"), context.at("/userAgentData/platform")));
    put(known, "country", text(context.at("/location/country")));
    put(known, "locale", text(context.path("locale")));
    return known;
  }

  /** Of a person: {@code country}, {@code locale} and {@code timezone}, if known. */
  static Map<String, JsonNode> ofPerson(ObjectNode context) {
    Map<String, JsonNode> known = new LinkedHashMap<>();
    put(known, "country", text(context.at("/location/country")));
    put(known, "locale", text(context.path("locale")));
    put(known, "timezone", text(context.path("timezone")));
    return known;
  }

  private static String device(ObjectNode context) {
    String type = text(context.at("/device/type"));
    String model = text(context.at("/device/model"));
    String agent = text(context.path("userAgent"));
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "" -> byBrowser(context.at("/userAgentData/mobile"), agent);
      case "ios", "android", "mobile" -> model.startsWith("iPad") ? TABLET : PHONE;
      default -> type;
    };
  }

  /** As browsers tell what they run on: https://developer.mozilla.org, "User-Agent". */
  private static String byBrowser(JsonNode mobile, String agent) {
    if (agent.contains("iPad")
        || agent.contains("Tablet")
        || (agent.contains("Android") && !agent.contains("Mobile"))) {
      return TABLET;
    }
    if (mobile.asBoolean(false) || agent.contains("Mobi")) {
      return PHONE;
    }
    return agent.startsWith("Mozilla/") ? DESKTOP : "";
  }

  private static String text(JsonNode... nodes) {
    for (JsonNode node : nodes) {
      if (node.isString() && !node.stringValue().isEmpty()) {
        return node.stringValue();
      }
    }
    return "";
  }

  private static void put(Map<String, JsonNode> into, String name, String value) {
    if (!value.isEmpty()) {
      into.put(name, JsonNodeFactory.instance.stringNode(value));
    }
  }
}
