package dev.nudge.console.shop;

import dev.nudge.console.kafka.CatalogView;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.mapping.CatalogEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the shop sells: of the catalogue topic, some products of each kind; while there is none, a
 * small collection of its own.
 */
@Component
final class Products {
  private static final int OF_KIND = 8;
  private static final int MOST = 20_000;
  private static final String OWN = "/shop/products.json";

  private final JsonMapper json = new JsonMapper();
  private final CatalogView catalog;

  Products(CatalogView catalog) {
    this.catalog = catalog;
  }

  /**
   * Something to buy.
   *
   * @param category such as {@code clothing}
   * @param subcategory such as {@code shirt}; may be empty
   */
  public record Product(
      String id, String category, String subcategory, String brand, String title, double price) {}

  /** By category and kind; the same each time. */
  List<Product> some() {
    Map<String, List<Product>> kinds = new TreeMap<>();
    catalog.things(MOST).stream()
        .flatMap(thing -> product(thing).stream())
        .sorted(Comparator.comparing(Product::id))
        .forEach(
            product ->
                kinds
                    .computeIfAbsent(
                        product.category() + '.' + product.subcategory(), kind -> new ArrayList<>())
                    .add(product));
    List<Product> some =
        kinds.values().stream().flatMap(kind -> kind.stream().limit(OF_KIND)).toList();
    return some.isEmpty() ? own() : some;
  }

  private List<Product> own() {
    try (InputStream in = Products.class.getResourceAsStream(OWN)) {
      if (in == null) {
        return List.of();
      }
      return List.of(json.readValue(in, Product[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What can be sold of the catalogue: what has a category and a price. */
  private static Optional<Product> product(CatalogEntry thing) {
    Properties said = thing.properties();
    return said.get("category") instanceof String category
            && said.get("price") instanceof Number price
        ? Optional.of(
            new Product(
                thing.key(),
                category,
                text(said, "subcategory", ""),
                text(said, "brand", ""),
                text(said, "title", thing.key()),
                price.doubleValue()))
        : Optional.empty();
  }

  private static String text(Properties said, String name, String otherwise) {
    return said.get(name) instanceof String text ? text : otherwise;
  }
}
