package dev.nudge.bench.live;

import dev.nudge.app.live.PublishCommand;
import dev.nudge.app.simulate.ShopSimulator;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.bench.workload.Workload;
import dev.nudge.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What shoppers do, as JSON for Kafka: the same in each run of a bench, other events in each round.
 *
 * @param count events in a round
 * @param users of so many shoppers
 */
record ShopLoad(int count, int users) {
  private static final byte[] BY_TIME = "\"cause\":\"timeout\"".getBytes(StandardCharsets.UTF_8);

  /** The cause stands near the beginning of a trigger. */
  private static final int HEAD = 400;

  private static final int EVENTS_A_SECOND = 100;

  /** The events of a round, by their users. */
  List<Throughput.Line> events(int round) {
    Instant start = Instant.now().minusSeconds(count / EVENTS_A_SECOND);
    ShopSimulator shop = new ShopSimulator(7 + round, start, EVENTS_A_SECOND, users);
    List<Throughput.Line> lines = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ShopSimulator.Click click = shop.next();
      lines.add(Throughput.Line.of(click.user(), json(click, "e" + round + "-" + i)));
    }
    return lines;
  }

  /** Without a time: an event is of when it is written. */
  private static String json(ShopSimulator.Click click, String id) {
    ShopSimulator.Product product = click.product();
    String brand = product.brand().isEmpty() ? "" : ",\"brand\":\"" + product.brand() + "\"";
    return "{\"id\":\"%s\",\"user\":\"%s\",\"type\":\"%s\",\"product_id\":\"%s\",\"category\":\"%s\",\"category_code\":\"%s\"%s,\"price\":%s,\"session\":\"%s\"}"
        .formatted(
            id,
            click.user(),
            click.type(),
            product.id(),
            product.categoryId(),
            product.category(),
            brand,
            product.decimalPrice(),
            click.session());
  }

  /**
   * Publishes the campaigns that these events concern, those of examples/ecommerce.
   *
   * @throws Failure if they are not taken
   */
  static void publishCampaigns(Settings settings, Terminal terminal) throws Exception {
    Path campaigns = Workload.campaignFolder();
    if (PublishCommand.publish(List.of(campaigns), settings, terminal) != 0) {
      throw Failure.system("the campaigns of " + campaigns + " were not taken");
    }
  }

  /** Whether an event brought a trigger about, and no deadline. */
  static boolean isOfAnEvent(ConsumerRecord<byte[], byte[]> trigger) {
    byte[] json = trigger.value();
    int last = Math.min(json.length, HEAD) - BY_TIME.length;
    for (int at = 0; at <= last; at++) {
      int same = 0;
      while (same < BY_TIME.length && json[at + same] == BY_TIME[same]) {
        same++;
      }
      if (same == BY_TIME.length) {
        return false;
      }
    }
    return true;
  }
}
