package dev.nudge.app.system;

import dev.nudge.broker.EmbeddedKafka;
import java.nio.file.Path;

/** A Kafka in a process of its own. */
public final class Broker {
  /** What it says before its address when it is ready. */
  static final String READY = "ready at ";

  private Broker() {}

  /** Keeps its data in the folder that is given. */
  public static void main(String[] args) throws Exception {
    EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(args[0]), "127.0.0.1", 0);
    System.out.println(READY + kafka.bootstrap());
    Thread.currentThread().join();
  }
}
