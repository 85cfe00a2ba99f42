package dev.nudge.job;

import dev.nudge.engine.document.PlainText;
import dev.nudge.engine.document.Problem;
import dev.nudge.settings.Configuration;
import dev.nudge.settings.Settings;
import dev.nudge.settings.SettingsInput;
import dev.nudge.settings.SettingsReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.KafkaException;

/**
 * Submits the job to a Flink cluster: {@code flink run nudge-job-VERSION-flink.jar --config
 * nudge.yaml}.
 */
public final class Main {
  private static final String CLIENT = "org.apache.flink.client.cli.CliFrontend";

  private static final String HELP =
      """
      Usage: flink run [OPTION OF FLINK...] nudge-job-VERSION-flink.jar [OPTION...]

      Run Nudge on a Flink cluster. Topics that are missing are made.

      Options:
            --config FILE           The configuration (default: nudge.yaml in this folder, if there is one).
            --set KEY=VALUE         Set one key, such as time.slack=2s; as often as wanted.
            --bootstrap HOST:PORT   Where Kafka is; short for --set kafka.bootstrap=HOST:PORT.
            --to-the-end            Read what is there now, fire what is pending, and end.
        -h, --help                  Show this help.

      Also taken, as other jobs over clicks are submitted: --bootstrap.servers (kafka.bootstrap),
      --clickstream_topic (topics.events), --group (kafka.group), --alerts_topic (topics.triggers).

      What is set under 'flink:' wins over the cluster's own configuration, -D and -p; what is not, does not.

      Exit codes: 0 ok, 1 the configuration was wrong, 2 wrong usage, 3 Kafka cannot be used.
      """;

  private Main() {}

  /** Builds the job and runs it where Flink's client says. */
  public static void main(String[] args) throws Exception {
    try {
      Arguments arguments = Arguments.read(List.of(args));
      if (arguments.help()) {
        System.out.print(HELP);
        throw new Refusal(Refusal.OK, "that was the help");
      }
      submit(arguments, System.getenv(), System.err);
    } catch (Refusal e) {
      end(e);
    }
  }

  private static void submit(Arguments arguments, Map<String, String> environment, PrintStream err)
      throws Exception {
    Configuration said =
        SettingsReader.read(
            new SettingsInput(arguments.config(), Path.of(""), environment, arguments.flags()));
    for (Problem problem : said.problems()) {
      err.println(PlainText.of(problem.toString()));
    }
    if (said.errors() > 0) {
      String count = said.errors() == 1 ? "1 error" : said.errors() + " errors";
      throw new Refusal(Refusal.INPUT, count + " in the configuration; mend it");
    }
    Settings settings = said.settings();
    Topics.Found topics = topics(settings);

    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.configure(OnCluster.configuration(said, env.getConfiguration()), loader());
    if (env.getConfiguration().getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY).isEmpty()) {
      err.println(
          "nudge: warning: neither 'flink.checkpoint_folder' nor the cluster's"
              + " 'execution.checkpointing.dir' is set: what is remembered is lost with the job"
              + " manager");
    }
    NudgeJob.build(env, settings, topics, arguments.span());
    env.execute();
  }

  private static ClassLoader loader() {
    return Thread.currentThread().getContextClassLoader();
  }

  private static Topics.Found topics(Settings settings) throws InterruptedException, Refusal {
    try {
      return Topics.create(settings);
    } catch (ExecutionException | KafkaException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      throw new Refusal(
          Refusal.SYSTEM,
          "Kafka at "
              + settings.kafka().bootstrap()
              + " cannot be used ("
              + String.valueOf(cause.getMessage()).lines().findFirst().orElse("")
              + "): check 'kafka:' in nudge.yaml; the machines of the cluster must reach it as"
              + " well");
    }
  }

  /**
   * In Flink's client, ends the process. In a job manager (web interface, application mode) that
   * would be the end of the cluster: there it throws, and Flink tells whoever submitted the job.
   */
  private static void end(Refusal end) throws Refusal {
    boolean client =
        StackWalker.getInstance()
            .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(CLIENT)));
    if (!client) {
      throw end;
    }
    if (end.exitCode > 0) {
      System.err.println(end.line());
    }
    System.exit(end.exitCode);
  }
}
