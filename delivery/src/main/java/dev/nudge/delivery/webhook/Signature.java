package dev.nudge.delivery.webhook;

import dev.nudge.delivery.channel.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The header {@code webhook-signature} of Standard Webhooks: for each secret {@code v1,} and, in
 * base64, the HMAC-SHA256 of {@code id.timestamp.body}, with spaces between.
 */
final class Signature {
  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /**
   * The header's value.
   *
   * @param secrets of the form {@code whsec_...}
   * @param seconds since 1970-01-01T00:00Z
   */
  static String of(List<String> secrets, String id, long seconds, byte[] body) {
    byte[] head = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
    List<String> signatures = new ArrayList<>();
    for (String secret : secrets) {
      try {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(new SecretKeySpec(Secret.bytes(secret), ALGORITHM));
        mac.update(head);
        signatures.add("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body)));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java has " + ALGORITHM, e);
      }
    }
    return String.join(" ", signatures);
  }
}
