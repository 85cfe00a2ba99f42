package dev.nudge.console.shop;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.web.ApiException;
import org.springframework.stereotype.Component;

/** Of {@link ConsoleSettings#properties}: {@code nudge.shop} opens the shop where it is true. */
@Component
final class ShopSettings {
  private final boolean open;

  ShopSettings(ConsoleSettings settings) {
    open = Boolean.parseBoolean(settings.properties().getOrDefault("nudge.shop", "false"));
  }

  boolean isOpen() {
    return open;
  }

  /**
   * Nobody gets further while the shop is closed.
   *
   * @throws ApiException 404
   */
  void requireOpen() {
    if (!open) {
      throw ApiException.notFound(
          "the shop is closed: 'nudge up --demo' or 'console.shop: true' opens it");
    }
  }
}
