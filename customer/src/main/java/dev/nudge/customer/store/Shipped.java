package dev.nudge.customer.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The documents that Nudge brings. */
public final class Shipped {
  private Shipped() {}

  /**
   * What a document holds.
   *
   * @param path such as {@code collections/products.yaml}
   * @throws IllegalStateException if it is not in this build
   */
  public static String text(String path) {
    try (InputStream in = Shipped.class.getResourceAsStream("/dev/nudge/customer/" + path)) {
      if (in == null) {
        throw new IllegalStateException("not in this build: " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
