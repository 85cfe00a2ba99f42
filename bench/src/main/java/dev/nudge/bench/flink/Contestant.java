package dev.nudge.bench.flink;

import dev.nudge.bench.workload.Click;
import dev.nudge.bench.workload.ShopPattern;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Shapes;
import dev.nudge.job.message.Message;
import dev.nudge.job.message.Outgoing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job that takes the clicks: they come from memory, are sent by key once, and are counted. */
enum Contestant {
  /** Flink and nothing else: each click goes out as it came. */
  PASS_THROUGH("pass-through") {
    @Override
    void build(StreamExecutionEnvironment env, Tape tape) {
      clicks(env, tape)
          .keyBy(Click::user, Types.STRING)
          .map(click -> click)
          .returns(CLICK)
          .sinkTo(new TapeSink<>(tape, click -> true));
    }
  },

  /** Flink CEP with the six patterns. */
  CEP("Flink CEP") {
    @Override
    void build(StreamExecutionEnvironment env, Tape tape) {
      CepPatterns.of(clicks(env, tape)).sinkTo(new TapeSink<>(tape, text -> true));
    }
  },

  /** The operator that detects, with the six patterns as campaigns, as the job runs it. */
  NUDGE("Nudge") {
    @Override
    List<?> elements(Click[] clicks) {
      Properties.Builder builder = new Properties.Builder(Shapes.shared());
      List<Message> events = new ArrayList<>(clicks.length);
      for (int i = 0; i < clicks.length; i++) {
        Event event = clicks[i].event("e" + i, builder);
        events.add(new Message.Happened(event, event.time()));
      }
      return events;
    }

    @Override
    void build(StreamExecutionEnvironment env, Tape tape) {
      DetectJob.of(env, tape, ShopPattern.documentsById())
          .sinkTo(new TapeSink<>(tape, out -> out.kind() == Outgoing.Kind.TRIGGER));
    }
  };

  private static final TypeInformation<Click> CLICK = TypeInformation.of(Click.class);

  private final String title;

  Contestant(String title) {
    this.title = title;
  }

  /** What people call it. */
  String title() {
    return title;
  }

  /** The clicks in the form in which it reads them. */
  List<?> elements(Click[] clicks) {
    return List.of(clicks);
  }

  /** Its job. */
  abstract void build(StreamExecutionEnvironment env, Tape tape);

  private static DataStream<Click> clicks(StreamExecutionEnvironment env, Tape tape) {
    return env.fromSource(
            new TapeSource<Click>(tape),
            WatermarkStrategy.<Click>forBoundedOutOfOrderness(Duration.ZERO)
                .withTimestampAssigner((click, time) -> click.time()),
            "clicks",
            CLICK)
        .setParallelism(1);
  }
}
