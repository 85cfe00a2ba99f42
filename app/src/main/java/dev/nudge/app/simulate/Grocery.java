package dev.nudge.app.simulate;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A thing of the grocery shop.
 *
 * @param dish for which it is bought, together with others
 */
record Grocery(String id, String name, String aisle, BigDecimal price, String dish) {
  private static final String FILE = "groceries.csv";

  /** All there are. */
  static List<Grocery> all() {
    try (InputStream file = Grocery.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("there is no " + FILE);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(Grocery::of)
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Grocery of(String line) {
    String[] cells = line.split(",", -1);
    return new Grocery(cells[0], cells[1], cells[2], new BigDecimal(cells[3]), cells[4]);
  }

  /** As a line of {@code products.csv}. */
  String csv() {
    return String.join(",", id, name, aisle, price.toString());
  }

  /** As a thing of the catalogue. */
  Map<String, Object> entry() {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("product_id", id);
    entry.put("name", name);
    entry.put("title", name);
    entry.put("category", aisle);
    entry.put("price", price);
    return entry;
  }
}
