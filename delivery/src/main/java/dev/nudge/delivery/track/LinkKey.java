package dev.nudge.delivery.track;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs links, and tokens of users, with HMAC-SHA256, so that nobody else can make one. Safe for
 * use by several threads.
 */
public final class LinkKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHORTEST = 32;
  private static final int MADE = 32;

  /** Of a signature: 128 bits cannot be guessed, and links stay short. */
  private static final int SIGNATURE = 16;

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private final SecretKeySpec key;

  private LinkKey(byte[] secret) {
    key = new SecretKeySpec(secret, ALGORITHM);
  }

  /**
   * The key that some secret is.
   *
   * @throws IllegalArgumentException if it is too short to be one
   */
  public static LinkKey of(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < SHORTEST) {
      throw new IllegalArgumentException("a key has at least " + SHORTEST + " characters");
    }
    return new LinkKey(bytes);
  }

  /**
   * The key in a file, which is text.
   *
   * @throws IOException if it cannot be read, or is too short
   */
  public static LinkKey read(Path file) throws IOException {
    try {
      return of(Files.readString(file).strip());
    } catch (IllegalArgumentException e) {
      throw new IOException("'" + file + "' holds no key: " + e.getMessage(), e);
    }
  }

  /**
   * The key in a file, which is made, for its owner alone, where there is none.
   *
   * @throws IOException if it can be neither read nor made
   */
  public static LinkKey readOrMake(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] random = new byte[MADE];
      new SecureRandom().nextBytes(random);
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(
          file,
          Base64.getEncoder().encodeToString(random) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE);
    }
    return read(file);
  }

  /**
   * A text and its signature, as it may stand in an address. Whoever has it can read the text.
   *
   * @param purpose what the text is, so that what is signed as one thing is not taken for another
   */
  public String seal(String purpose, String text) {
    String said = ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return said + "." + ENCODER.encodeToString(sign(purpose, said));
  }

  /** The text that {@link #seal} made a token of; nothing where this key did not. */
  public Optional<String> open(String purpose, String token) {
    int dot = token.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    String said = token.substring(0, dot);
    try {
      return MessageDigest.isEqual(DECODER.decode(token.substring(dot + 1)), sign(purpose, said))
          ? Optional.of(new String(DECODER.decode(said), StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // no base64
    }
  }

  private byte[] sign(String purpose, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Arrays.copyOf(
          mac.doFinal((purpose + " " + text).getBytes(StandardCharsets.UTF_8)), SIGNATURE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
