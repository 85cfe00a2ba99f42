package dev.nudge.console.shop;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.kafka.Following;
import dev.nudge.console.kafka.KafkaClients;
import dev.nudge.console.kafka.SetAside;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the shop sells: of the catalogue topic, some products of each kind; while there is none, a
 * small collection of its own.
 */
@Component
final class Products implements Following.Reader {
  private static final int OF_KIND = 8;
  private static final int MOST = 20_000;
  private static final String OWN = "/shop/products.json";

  private final JsonMapper json = new JsonMapper();
  private final ShopSettings settings;
  private final Following following;
  private final Map<String, Product> catalogue = new HashMap<>();

  Products(ShopSettings settings, ConsoleSettings console, KafkaClients clients, SetAside aside) {
    this.settings = settings;
    following =
        new Following(
            clients,
            aside,
            List.of(console.topics().catalog().topic()),
            "nudge-console-products",
            this);
  }

  /**
   * Something to buy.
   *
   * @param category such as {@code clothing}
   * @param subcategory such as {@code shirt}; may be empty
   */
  public record Product(
      String id, String category, String subcategory, String brand, String title, double price) {}

  @PostConstruct
  void start() {
    if (settings.isOpen()) {
      following.start();
    }
  }

  @PreDestroy
  void stop() {
    following.close();
  }

  /** By category and kind; the same each time. */
  List<Product> some() {
    Map<String, List<Product>> kinds = new TreeMap<>();
    synchronized (catalogue) {
      new TreeMap<>(catalogue)
          .values()
          .forEach(
              product ->
                  kinds
                      .computeIfAbsent(
                          product.category() + '.' + product.subcategory(),
                          kind -> new ArrayList<>())
                      .add(product));
    }
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

  @Override
  public void begin(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    consumer.seekToBeginning(partitions);
  }

  @Override
  public void pass(ConsumerRecord<byte[], byte[]> record) {}

  @Override
  public void keep(boolean now) {}

  @Override
  public void take(ConsumerRecord<byte[], byte[]> record) {
    synchronized (catalogue) {
      put(record);
    }
  }

  private void put(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return;
    }
    String id = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      catalogue.remove(id);
    } else if (catalogue.size() < MOST || catalogue.containsKey(id)) {
      try {
        JsonNode product = json.readTree(record.value());
        if (product.path("category").isString() && product.path("price").isNumber()) {
          catalogue.put(
              id,
              new Product(
                  id,
                  product.path("category").asString(""),
                  product.path("subcategory").asString(""),
                  product.path("brand").asString(""),
                  product.path("title").asString(id),
                  product.path("price").asDouble(0)));
        }
      } catch (JacksonException e) {
        // Not ours to judge; the job rejects it.
        return;
      }
    }
  }
}
