package dev.nudge.app.live;

import dev.nudge.app.check.CampaignFiles;
import dev.nudge.app.kafka.Cluster;
import dev.nudge.app.kafka.TopicReader;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Campaigns published and triggers shown, for a process that does both beside other things. */
public final class Showcase {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Showcase() {}

  /**
   * Publishes campaign files and shows the job's answers.
   *
   * @throws Failure if a campaign is wrong, or the job does not answer
   */
  public static void publish(List<Path> paths, Settings settings, Terminal terminal)
      throws IOException {
    CampaignFiles files = CampaignFiles.read(paths);
    long errors = CampaignFiles.errors(files.allProblems());
    if (errors > 0) {
      throw Failure.input("an example is wrong: see 'nudge check " + paths.get(0) + "'");
    }
    Answers answers = new Answers(terminal, false);
    List<PublishResult> silent =
        Cluster.use(
            settings.kafka(),
            cluster ->
                new Publisher(cluster, settings.topics(), Optional.of(PATIENCE))
                    .publish(Publication.of(files), null, answers::show));
    if (!silent.isEmpty()) {
      throw Failure.system(
          "the job did not take the examples within " + PATIENCE.toSeconds() + " s");
    }
  }

  /**
   * Shows triggers as they fire, from now on; returns only when the reader is stopped.
   *
   * @param reading called once, with what stops it
   */
  public static void follow(Settings settings, Terminal terminal, Reading reading)
      throws IOException {
    Cluster.use(
        settings.kafka(),
        cluster -> {
          try (TopicReader reader = cluster.reader(settings.topics().allTriggers())) {
            reader.toEnd();
            reading.begins(reader::stop);
            reader.follow(
                message -> {
                  JsonObject.read(TriggersCommand.trigger(message))
                      .ifPresent(trigger -> terminal.line(TriggersCommand.line(trigger)));
                  terminal.flush();
                });
          }
          return true;
        });
  }

  /** Hears that everything written from now on is shown. */
  @FunctionalInterface
  public interface Reading {
    /** Now, and this ends it. */
    void begins(Runnable stop);
  }
}
