package dev.nudge.connect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the connectors of a process answer, and the word that opens: in a file beside their
 * documents, so whoever may read that folder is let in, and nobody else.
 */
public final class Address {
  private static final String FILE = "address";

  private final String url;
  private final String token;
  private @Nullable Path file;

  private Address(String url, String token) {
    this.url = url;
    this.token = token;
  }

  static Address fresh(String url) {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return new Address(url, HexFormat.of().formatHex(random));
  }

  /** The address that is written in a folder; empty where none is. */
  public static Optional<Address> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    return lines.size() == 2
        ? Optional.of(new Address(lines.get(0), lines.get(1)))
        : Optional.empty();
  }

  void write(Path folder) throws IOException {
    file = folder.resolve(FILE);
    Files.deleteIfExists(file);
    ConnectorFolder.write(file, url + "\n" + token + "\n");
  }

  /** Where it answers. */
  public String url() {
    return url;
  }

  /** What a request says in its header {@code Authorization}. */
  public String authorization() {
    return "Bearer " + token;
  }

  boolean admits(@Nullable String authorization) {
    return authorization != null
        && MessageDigest.isEqual(
            authorization.getBytes(StandardCharsets.UTF_8),
            authorization().getBytes(StandardCharsets.UTF_8));
  }

  void remove() {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // The next start writes another.
    }
  }
}
