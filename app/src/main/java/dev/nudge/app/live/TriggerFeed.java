package dev.nudge.app.live;

import dev.nudge.app.kafka.Cluster;
import dev.nudge.app.kafka.TopicReader;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/** The triggers that fire from now on, as lines for people, on a thread of its own until closed. */
public final class TriggerFeed implements AutoCloseable {
  private final Cluster cluster;
  private final TopicReader reader;
  private final Thread thread;

  private TriggerFeed(Cluster cluster, TopicReader reader, Consumer<String> sink) {
    this.cluster = cluster;
    this.reader = reader;
    thread = new Thread(() -> follow(sink), "nudge-triggers");
    thread.setDaemon(true);
  }

  /**
   * Begins.
   *
   * @param sink takes a line for each trigger, on another thread
   * @throws dev.nudge.app.terminal.Failure if Kafka or the topic is not there
   */
  public static TriggerFeed start(Settings settings, Consumer<String> sink) {
    Cluster cluster = Cluster.reach(settings.kafka());
    cluster.require(settings.topics().allTriggers());
    TopicReader reader = cluster.reader(settings.topics().allTriggers());
    reader.toEnd();
    TriggerFeed feed = new TriggerFeed(cluster, reader, sink);
    feed.thread.start();
    return feed;
  }

  private void follow(Consumer<String> sink) {
    try (reader) {
      reader.follow(
          message ->
              JsonObject.read(TriggersCommand.trigger(message))
                  .map(TriggersCommand::line)
                  .ifPresent(sink));
    } catch (IOException | KafkaException e) {
      sink.accept("no more triggers are shown: " + e.getMessage());
    }
  }

  /** Returns when nothing is shown any more. */
  @Override
  public void close() {
    reader.stop();
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    cluster.close();
  }
}
