package dev.nudge.delivery.track;

import dev.nudge.delivery.report.DeliveryEvent;
import dev.nudge.delivery.report.DeliveryEvent.Origin;
import dev.nudge.engine.json.JsonReader;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Parsed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a counted link says: of which delivery it is, and where it leads. It says so itself, signed,
 * so that nothing is kept anywhere. Whoever has it can read it.
 *
 * @param link where it leads; empty for the picture that tells that a mail was opened
 */
public record TrackedLink(Origin origin, String link) {
  private static final String PURPOSE = "link";
  private static final int PARTS = 6;
  private static final int HASH_BYTES = 4;

  /** It and its signature, as it stands in an address. */
  public String token(LinkKey key) {
    byte[] json =
        new JsonWriter()
            .writeValue(
                List.of(
                    origin.trigger(),
                    origin.campaign(),
                    origin.variant(),
                    origin.channel(),
                    origin.user(),
                    link));
    return key.seal(PURPOSE, new String(json, StandardCharsets.UTF_8));
  }

  /** What a token says; nothing for one that this key has not signed. */
  public static Optional<TrackedLink> of(String token, LinkKey key) {
    return key.open(PURPOSE, token).flatMap(TrackedLink::read);
  }

  private static Optional<TrackedLink> read(String json) {
    if (!(JsonReader.value(json) instanceof Parsed.Accepted<Object> accepted)
        || !(accepted.value() instanceof List<?> parts)
        || parts.size() != PARTS) {
      return Optional.empty();
    }
    List<String> said = parts.stream().map(Object::toString).toList();
    return Optional.of(
        new TrackedLink(
            new Origin(said.get(0), said.get(1), said.get(2), said.get(3), said.get(4)),
            said.get(5)));
  }

  /** Whether it is the picture of a mail rather than a link in it. */
  public boolean isPicture() {
    return link.isEmpty();
  }

  /**
   * That somebody has come by it. Each link of a delivery has an event of its own.
   *
   * @param at when, in milliseconds since 1970-01-01T00:00Z
   */
  public DeliveryEvent event(long at) {
    return isPicture()
        ? new DeliveryEvent(DeliveryEvent.Type.OPENED, origin, at, "", Map.of())
        : new DeliveryEvent(
            DeliveryEvent.Type.CLICKED, origin, at, "." + hash(link), Map.of("link", link));
  }

  private static String hash(String text) {
    try {
      byte[] all =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(all, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
