package dev.nudge.bench.live;

import java.io.Closeable;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Events of a shop, so many a second whatever becomes of them (an open loop), on a thread of its
 * own: five of six are looked at, added or removed, the sixth is a purchase of one to five things.
 */
final class EventLoad implements Closeable {
  private static final String[] TYPES = {"view", "view", "view", "add", "remove"};

  private final LocalSystem system;
  private final int rate;
  private final int customers;
  private final int products;
  private final Random random = new Random(11);
  private final Thread thread = new Thread(this::run, "event-load");
  private final long began = System.nanoTime();
  private volatile boolean stop;
  private volatile long sent;

  EventLoad(LocalSystem system, int rate, int customers, int products) {
    this.system = system;
    this.rate = rate;
    this.customers = customers;
    this.products = products;
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    String topic = system.settings.topics().events().get(0).topic();
    for (long number = 0; !stop; number++) {
      long due = began + (long) (number * 1e9 / rate);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(Math.max(left, 500_000));
      }
      String user = "u" + random.nextInt(customers);
      system.send(topic, user, event(user, began + "-" + number));
      sent = number + 1;
    }
  }

  private String event(String user, String id) {
    StringBuilder json = new StringBuilder(160);
    json.append("{\"id\":\"").append(id).append("\",\"user\":\"").append(user);
    json.append("\",\"time\":\"").append(Instant.now());
    if (random.nextInt(6) > 0) {
      json.append("\",\"type\":\"").append(TYPES[random.nextInt(TYPES.length)]);
      return json.append("\",\"product_id\":\"").append(product()).append("\"}").toString();
    }
    json.append("\",\"type\":\"purchase\",\"total\":").append(random.nextInt(100));
    json.append(",\"items\":[\"").append(product()).append('"');
    for (int i = random.nextInt(5); i > 0; i--) {
      json.append(",\"").append(product()).append('"');
    }
    return json.append("]}").toString();
  }

  private String product() {
    return "p" + (int) Math.exp(random.nextDouble() * Math.log(products + 1.0));
  }

  /** So many were sent a second until now. */
  double rate() {
    return sent * 1e9 / (System.nanoTime() - began);
  }

  @Override
  public void close() {
    stop = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    system.flush(); // throws where the load ended before its time
  }
}
