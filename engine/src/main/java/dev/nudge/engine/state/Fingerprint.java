package dev.nudge.engine.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names a thing by what it means: the first bytes of the SHA-256 of its canonical form. */
public final class Fingerprint {
  /** Never written to: to look one up among the providers costs more than to copy it. */
  private static final MessageDigest SHA_256 = newSha256();

  private Fingerprint() {}

  /** 64 bits: two of ten thousand things share them with a chance of 3 in a million million. */
  public static long of(String canonical) {
    return of(canonical.getBytes(StandardCharsets.UTF_8));
  }

  /** The same of bytes. */
  public static long of(byte[] canonical) {
    byte[] digest = sha256().digest(canonical);
    long bits = 0;
    for (int i = 0; i < 8; i++) {
      bits = (bits << 8) | (digest[i] & 0xFF);
    }
    return bits;
  }

  private static MessageDigest sha256() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      return newSha256();
    }
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
