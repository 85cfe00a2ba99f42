package dev.nudge.job;

import dev.nudge.job.budget.BudgetOperator;
import dev.nudge.job.detect.DetectOperator;
import dev.nudge.job.message.Claim;
import dev.nudge.job.message.Message;
import dev.nudge.job.message.MessageForm;
import dev.nudge.job.message.Outgoing;
import dev.nudge.job.message.OutgoingForm;
import dev.nudge.job.publication.Answers;
import dev.nudge.job.publication.Registry;
import dev.nudge.job.sink.Gate;
import dev.nudge.job.sink.Outputs;
import dev.nudge.job.source.Inputs;
import dev.nudge.settings.CampaignsFrom;
import dev.nudge.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OutputTag;

/**
 * The job graph, the same in one process and on a cluster:
 *
 * <pre>
 * events, profiles ---- by user ----+
 *                                   +--> detect --> triggers, withheld, funnel, ...
 * campaigns --> registry --+        |       |
 * catalogue, watches,       |        |       |
 * what was spent -----------+-- all -+       +--> answers --> status
 *        ^                                   |
 *        +------------- budgets <-- claims --+
 * </pre>
 *
 * <p>All that goes out passes a gate, which knows how large a record each topic takes.
 *
 * <p>Every operator has a uid, so that a later version finds its state again.
 */
public final class NudgeJob {
  /** The job, to Flink. */
  public static final String NAME = "nudge";

  private static final OutputTag<Outgoing> REFUSALS =
      new OutputTag<>("refusals", OutgoingForm.TYPE);

  private NudgeJob() {}

  /** Whether a job ever ends. */
  public enum Span {
    /** It runs for good. */
    FOR_EVER,
    /** It reads what is there when it starts, fires what is pending, and ends. */
    TO_THE_END
  }

  /** What Flink is told of the job, in one process as on a cluster that says nothing else. */
  public static Configuration configuration(Settings settings) {
    Configuration flink = new Configuration();
    flink.set(PipelineOptions.NAME, NAME);
    flink.set(PipelineOptions.OBJECT_REUSE, true);
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(200));
    flink.set(CoreOptions.DEFAULT_PARALLELISM, settings.flink().parallelism());
    // A buffer that is not full is sent on after a millisecond: latency over throughput.
    flink.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(1));
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.flink().checkpointEvery());
    flink.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    flink.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    if (!settings.flink().checkpointFolder().isEmpty()) {
      flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, settings.flink().checkpointFolder());
    }
    flink.set(
        StateBackendOptions.STATE_BACKEND,
        switch (settings.flink().state()) {
          case HEAP -> "hashmap";
          case ROCKSDB -> "rocksdb";
        });
    flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    // A checkpoint that fails is tried again by the next one; the job need not stop for it.
    flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(500));
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(30));
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
        Duration.ofMinutes(2));
    return flink;
  }

  /**
   * Adds the job to an environment.
   *
   * @param topics as {@link Topics#create} found them
   */
  public static void build(
      StreamExecutionEnvironment env, Settings settings, Topics.Found topics, Span span) {
    Inputs inputs = new Inputs(env, settings, topics.partitions(), span == Span.TO_THE_END);
    List<DataStream<Outgoing>> out = new ArrayList<>();

    SingleOutputStreamOperator<Message> catalogue = inputs.catalog();
    SingleOutputStreamOperator<Message> profiles = inputs.profiles();
    out.add(catalogue.getSideOutput(Inputs.REJECTED));
    out.add(profiles.getSideOutput(Inputs.REJECTED));

    SingleOutputStreamOperator<Message> watches = inputs.watches();
    out.add(watches.getSideOutput(Inputs.REJECTED));

    SingleOutputStreamOperator<Message> spent = inputs.spent();
    out.add(spent.getSideOutput(Inputs.REJECTED));

    SingleOutputStreamOperator<Message> own = inputs.campaigns();
    out.add(own.getSideOutput(Inputs.REJECTED));
    DataStream<Message> documents = own;
    CampaignsFrom from = settings.topics().campaignsFrom();
    if (!from.isNone()) {
      SingleOutputStreamOperator<Message> theirs = inputs.campaigns(from);
      out.add(theirs.getSideOutput(Inputs.REJECTED));
      documents = documents.union(theirs);
    }
    SingleOutputStreamOperator<Message> versions =
        documents
            .keyBy(new Campaign())
            .process(new Registry(settings.topics(), REFUSALS))
            .returns(MessageForm.TYPE)
            .name("registry")
            .uid("registry")
            .setBufferTimeout(Inputs.UNHURRIED);
    out.add(versions.getSideOutput(REFUSALS));

    DataStream<Message> ofUsers = profiles;
    for (Settings.Source source : settings.topics().events()) {
      SingleOutputStreamOperator<Message> events = inputs.events(source);
      out.add(events.getSideOutput(Inputs.REJECTED));
      ofUsers = ofUsers.union(events);
    }

    SingleOutputStreamOperator<Outgoing> detected =
        ofUsers
            .keyBy(new User())
            .connect(versions.union(catalogue, watches, spent).broadcast())
            .transform(
                "detect",
                OutgoingForm.TYPE,
                new DetectOperator(
                    settings, settings.topics().catalog().readMapping().catalogKey().orElse("")))
            .uid("detect");
    detected.setBufferTimeout(Inputs.UNHURRIED); // what is in a hurry goes out in the same task

    out.add(
        detected
            .getSideOutput(DetectOperator.APPLIED)
            .keyBy(new Campaign())
            .process(new Answers(settings.topics(), env.getParallelism()))
            .returns(OutgoingForm.TYPE)
            .name("answers")
            .uid("answers")
            .setBufferTimeout(Inputs.UNHURRIED));

    out.add(
        detected
            .getSideOutput(Claim.OUT)
            .keyBy(new Claimant())
            .transform("budgets", OutgoingForm.TYPE, new BudgetOperator(settings))
            .uid("budgets"));

    DataStream<Outgoing> others = out.get(0);
    for (DataStream<Outgoing> some : out.subList(1, out.size())) {
      others = others.union(some);
    }
    write(detected, "", settings, topics);
    write(others, "-others", settings, topics);
  }

  /**
   * Through a gate to a sink. What is found has both to itself, so that it is written by the task
   * that found it: a gate for streams that come together has tasks of its own.
   *
   * @param which ends the names of gate and sink
   */
  private static void write(
      DataStream<Outgoing> records, String which, Settings settings, Topics.Found topics) {
    records
        .process(new Gate(settings, topics.bounds()))
        .returns(OutgoingForm.TYPE)
        .name("gate" + which)
        .uid("gate" + which)
        .sinkTo(Outputs.sink(settings, which))
        .name("out" + which)
        .uid("out" + which);
  }

  /** The user whom a message concerns. */
  private static final class User implements KeySelector<Message, String> {
    private static final long serialVersionUID = 1;

    @Override
    public String getKey(Message message) {
      if (message instanceof Message.Happened happened) {
        return happened.event().user();
      }
      if (message instanceof Message.Learnt learnt) {
        return learnt.user();
      }
      throw new IllegalArgumentException("of no user: " + message);
    }
  }

  /** The campaign whose budget is asked for. */
  private static final class Claimant implements KeySelector<Claim, String> {
    private static final long serialVersionUID = 1;

    @Override
    public String getKey(Claim claim) {
      return claim.campaign();
    }
  }

  /** The campaign that a message is about. */
  private static final class Campaign implements KeySelector<Message, String> {
    private static final long serialVersionUID = 1;

    @Override
    public String getKey(Message message) {
      if (message instanceof Message.Written written) {
        return written.id();
      }
      if (message instanceof Message.Applied applied) {
        return applied.version().campaign();
      }
      throw new IllegalArgumentException("about no campaign: " + message);
    }
  }
}
