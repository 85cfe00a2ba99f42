package dev.nudge.bench.flink;

import dev.nudge.job.detect.DetectOperator;
import dev.nudge.job.message.Message;
import dev.nudge.job.message.MessageForm;
import dev.nudge.job.message.Outgoing;
import dev.nudge.job.message.OutgoingForm;
import dev.nudge.job.message.RecordId;
import dev.nudge.job.message.Version;
import dev.nudge.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The operator that detects, as the job runs it, with events from memory. */
final class DetectJob {
  private DetectJob() {}

  /**
   * What comes out of it.
   *
   * @param tape {@link Message.Happened}
   * @param documents of campaigns, by their ids
   */
  static DataStream<Outgoing> of(
      StreamExecutionEnvironment env, Tape tape, Map<String, String> documents) {
    Message[] published = published(documents).toArray(Message[]::new);
    return env.fromSource(
            new TapeSource<Message>(tape),
            WatermarkStrategy.<Message>forBoundedOutOfOrderness(Duration.ZERO)
                .withTimestampAssigner(
                    (message, time) -> ((Message.Happened) message).event().time()),
            "events",
            MessageForm.TYPE)
        .setParallelism(1)
        .keyBy(message -> ((Message.Happened) message).event().user(), Types.STRING)
        .connect(env.fromData(MessageForm.TYPE, published).setParallelism(1).broadcast())
        .transform("detect", OutgoingForm.TYPE, new DetectOperator(Settings.defaults(), ""));
  }

  /** These campaigns, each in its first version, in this order. */
  private static List<Message> published(Map<String, String> documents) {
    List<Message> published = new ArrayList<>();
    documents.forEach(
        (id, document) ->
            published.add(
                new Message.Published(
                    new Version(id, 1, Version.State.ACTIVE, 0, document, id, 1, 0),
                    new RecordId(0, published.size()))));
    return published;
  }
}
