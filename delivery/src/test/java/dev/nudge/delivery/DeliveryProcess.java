package dev.nudge.delivery;

import dev.nudge.settings.Settings;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Delivers until somebody kills it. */
public final class DeliveryProcess {
  private DeliveryProcess() {}

  /** Address of Kafka, and what the names of all topics begin with. */
  public static void main(String[] arguments) throws Exception {
    Settings settings =
        TestKafka.settingsOf(arguments[0], arguments[1], "channels.private_addresses=true");
    Deliverer.start(settings, Map.of());
    System.out.println("delivers");
    new CountDownLatch(1).await();
  }
}
