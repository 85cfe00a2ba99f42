package dev.nudge.bench.workload;

import dev.nudge.app.simulate.ShopSimulator;
import dev.nudge.app.simulate.ShopSimulator.Click;
import dev.nudge.app.terminal.Failure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the benchmarks of the engine run: generated shop events in a file, and the campaigns of the
 * ecommerce example.
 *
 * @param events the file
 * @param mapping how it is read; nothing for canonical JSON
 * @param campaigns files and folders
 */
public record Workload(Path events, Optional<Path> mapping, List<Path> campaigns) {
  private static final long SEED = 20261120;
  private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");

  /** A middling shop: a million clicks in about three hours. */
  private static final double CLICKS_PER_SECOND = 100;

  private static final int SHOPPERS = 100_000;
  private static final DateTimeFormatter CSV_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** The forms of a file of events. */
  public enum Form {
    /** As the public REES46 data set has it. */
    CSV,
    /** Canonical JSON lines. */
    JSONL
  }

  /** Writes a file of this many events into a folder. */
  public static Workload generate(Path folder, long events, Form form) throws IOException {
    Path example = example();
    Path file = folder.resolve(form == Form.CSV ? "events.csv" : "events.jsonl");
    ShopSimulator shop = new ShopSimulator(SEED, START, CLICKS_PER_SECOND, SHOPPERS);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      if (form == Form.CSV) {
        write(
            out,
            "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,"
                + "user_session\n");
      }
      for (long i = 0; i < events; i++) {
        Click click = shop.next();
        write(out, form == Form.CSV ? csv(click) : json(click, i));
      }
    }
    return new Workload(
        file,
        form == Form.CSV ? Optional.of(example.resolve("rees46.yaml")) : Optional.empty(),
        List.of(campaignFolder()));
  }

  /** The campaigns of the ecommerce example. */
  public static Path campaignFolder() {
    return example().resolve("campaigns");
  }

  /** The ecommerce example of the checkout, which the launcher knows. */
  private static Path example() {
    Path example = Path.of(System.getProperty("nudge.home", ""), "examples", "ecommerce");
    if (!Files.isDirectory(example)) {
      throw Failure.input(
          "the benchmarks need the folder examples/ecommerce: run ./nudge from the checkout");
    }
    return example;
  }

  private static String csv(Click click) {
    ShopSimulator.Product product = click.product();
    return String.join(
            ",",
            CSV_TIME.format(Instant.ofEpochMilli(click.time())),
            click.type(),
            product.id(),
            product.categoryId(),
            product.category(),
            product.brand(),
            product.decimalPrice(),
            click.user(),
            click.session())
        + "\n";
  }

  private static String json(Click click, long number) {
    ShopSimulator.Product product = click.product();
    return "{\"id\":\"e"
        + number
        + "\",\"user\":\""
        + click.user()
        + "\",\"type\":\""
        + click.type()
        + "\",\"time\":\""
        + Instant.ofEpochMilli(click.time())
        + "\",\"product_id\":\""
        + product.id()
        + "\",\"category\":\""
        + product.categoryId()
        + "\",\"category_code\":\""
        + product.category()
        + (product.brand().isEmpty() ? "" : "\",\"brand\":\"" + product.brand())
        + "\",\"price\":"
        + product.decimalPrice()
        + ",\"session\":\""
        + click.session()
        + "\"}\n";
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
