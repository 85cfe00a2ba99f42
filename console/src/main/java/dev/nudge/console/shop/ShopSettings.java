package dev.nudge.console.shop;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.web.ApiException;
import org.springframework.stereotype.Component;

/**
 * Of {@link ConsoleSettings#properties}: {@code nudge.shop} opens the shop where it is {@code
 * true}; {@code nudge.shop.catalog} is the topic of its products, {@code nudge.catalog} by default.
 */
@Component
final class ShopSettings {
  private final boolean open;
  private final String catalog;

  ShopSettings(ConsoleSettings settings) {
    open = Boolean.parseBoolean(settings.properties().getOrDefault("nudge.shop", "false"));
    catalog = settings.properties().getOrDefault("nudge.shop.catalog", "nudge.catalog");
  }

  boolean isOpen() {
    return open;
  }

  /** The topic of products. */
  String catalog() {
    return catalog;
  }

  /**
   * Nobody gets further while the shop is closed.
   *
   * @throws ApiException 404
   */
  void requireOpen() {
    if (!open) {
      throw ApiException.notFound("the shop is closed: 'nudge up --demo' opens it");
    }
  }
}
