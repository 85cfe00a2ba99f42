package dev.nudge.job.message;

import dev.nudge.engine.Sight;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataOutputView;

/** Messages as bytes: a number for what it is, then its parts. */
public final class MessageForm extends ByteForm<Message> {
  private static final long serialVersionUID = 1;

  /** The only one. */
  public static final MessageForm INSTANCE = new MessageForm();

  /** Messages, to Flink. */
  public static final TypeInformation<Message> TYPE = INSTANCE.type(Message.class);

  /** An event in the form before: it is read, not written. */
  private static final int HAPPENED = 1;

  private static final int LEARNT = 2;
  private static final int CATALOGUED = 3;
  private static final int WRITTEN = 4;
  private static final int PUBLISHED = 5;
  private static final int APPLIED = 6;
  private static final int UNUSABLE = 7;
  private static final int CLOCK = 8;
  private static final int PASSED_OVER = 9;
  private static final int WATCHED = 10;
  private static final int PASSING = 11;
  private static final int SPENT = 12;

  private MessageForm() {}

  @Override
  public Message createInstance() {
    return new Message.Clock(Long.MIN_VALUE);
  }

  @Override
  public void serialize(Message message, DataOutputView target) throws IOException {
    written(message).writeTo(target);
  }

  @Override
  protected byte[] toBytes(Message message) {
    return written(message).toBytes();
  }

  private static StateWriter written(Message message) {
    StateWriter out = StateWriter.reused();
    if (message instanceof Message.Happened happened) {
      out.varint(PASSING);
      out.passing(happened.event());
      out.zigzag(happened.arrival());
      out.zigzag(happened.origin().source());
      out.zigzag(happened.origin().partition());
    } else if (message instanceof Message.Learnt learnt) {
      out.varint(LEARNT);
      out.string(learnt.user());
      out.flag(learnt.time().isPresent());
      out.zigzag(learnt.time().orElse(0));
      out.properties(learnt.update());
    } else if (message instanceof Message.Catalogued catalogued) {
      out.varint(CATALOGUED);
      out.string(catalogued.key());
      out.flag(catalogued.properties().isPresent());
      out.properties(catalogued.properties().orElse(Properties.EMPTY));
    } else if (message instanceof Message.Written written) {
      out.varint(WRITTEN);
      out.string(written.id());
      out.flag(written.text() != null);
      out.string(written.text() == null ? "" : written.text());
      write(written.record(), out);
      out.zigzag(written.arrival());
      out.string(written.topic());
    } else if (message instanceof Message.Published published) {
      out.varint(PUBLISHED);
      VersionForm.write(published.version(), out);
      write(published.record(), out);
      write(published.warnings(), out);
    } else if (message instanceof Message.Applied applied) {
      out.varint(APPLIED);
      VersionForm.write(applied.version(), out);
      write(applied.record(), out);
      out.varint(applied.subtask());
      out.varint(applied.seen().size());
      for (Message.Seen seen : applied.seen()) {
        out.varint(seen.line());
        out.varint(seen.column());
        out.string(seen.sight().measure());
        out.string(seen.sight().asks());
        out.zigzag(seen.sight().from());
        out.varint(seen.sight().whole() ? 1 : 0);
      }
      write(applied.warnings(), out);
    } else if (message instanceof Message.Unusable unusable) {
      out.varint(UNUSABLE);
      out.string(unusable.reason());
      OutgoingForm.write(unusable.rejected(), out);
    } else if (message instanceof Message.Watched watched) {
      out.varint(WATCHED);
      out.string(watched.whose());
      out.zigzag(watched.until());
    } else if (message instanceof Message.Spent spent) {
      out.varint(SPENT);
      out.string(spent.run());
      out.string(spent.campaign());
      out.varint(spent.total());
      out.zigzag(spent.day());
      out.varint(spent.onDay());
    } else if (message instanceof Message.PassedOver) {
      out.varint(PASSED_OVER);
    } else if (message instanceof Message.Clock clock) {
      out.varint(CLOCK);
      out.zigzag(clock.time());
    }
    return out;
  }

  @Override
  protected Message fromBytes(byte[] bytes) {
    StateReader in = new StateReader(bytes);
    int kind = (int) in.varint();
    return switch (kind) {
      case PASSING -> new Message.Happened(in.passing(), in.zigzag(), origin(in));
      case HAPPENED -> new Message.Happened(in.event(), in.zigzag(), origin(in));
      case LEARNT -> {
        String user = in.string();
        boolean timed = in.flag();
        long time = in.zigzag();
        yield new Message.Learnt(
            user, timed ? OptionalLong.of(time) : OptionalLong.empty(), in.properties());
      }
      case CATALOGUED -> {
        String key = in.string();
        boolean there = in.flag();
        Properties properties = in.properties();
        yield new Message.Catalogued(key, there ? Optional.of(properties) : Optional.empty());
      }
      case WRITTEN -> {
        String id = in.string();
        boolean there = in.flag();
        String text = in.string();
        yield new Message.Written(
            id, there ? text : null, record(in), in.zigzag(), in.atEnd() ? "" : in.string());
      }
      case PUBLISHED -> new Message.Published(VersionForm.read(in), record(in), texts(in));
      case APPLIED ->
          new Message.Applied(
              VersionForm.read(in), record(in), (int) in.varint(), seen(in), texts(in));
      case UNUSABLE -> new Message.Unusable(in.string(), OutgoingForm.read(in));
      case WATCHED -> new Message.Watched(in.string(), in.zigzag());
      case SPENT ->
          new Message.Spent(in.string(), in.string(), in.varint(), in.zigzag(), in.varint());
      case PASSED_OVER -> new Message.PassedOver();
      case CLOCK -> new Message.Clock(in.zigzag());
      default -> throw in.corrupt("a message of kind " + kind);
    };
  }

  private static List<String> texts(StateReader in) {
    List<String> all = new ArrayList<>();
    int count = in.atEnd() ? 0 : in.count();
    for (int i = 0; i < count; i++) {
      all.add(in.string());
    }
    return List.copyOf(all);
  }

  private static Message.Origin origin(StateReader in) {
    return in.atEnd() // the form before had none
        ? Message.Origin.UNKNOWN
        : new Message.Origin((int) in.zigzag(), (int) in.zigzag());
  }

  private static List<Message.Seen> seen(StateReader in) {
    List<Message.Seen> all = new ArrayList<>();
    int count = in.atEnd() ? 0 : in.count(); // the form before had none
    for (int i = 0; i < count; i++) {
      int line = (int) in.varint();
      int column = (int) in.varint();
      Sight sight = new Sight(in.string(), in.string(), in.zigzag(), in.varint() == 1);
      all.add(new Message.Seen(line, column, sight));
    }
    return List.copyOf(all);
  }

  private static void write(List<String> texts, StateWriter out) {
    out.varint(texts.size());
    texts.forEach(out::string);
  }

  private static void write(RecordId record, StateWriter out) {
    out.varint(record.partition());
    out.varint(record.offset());
  }

  private static RecordId record(StateReader in) {
    return new RecordId((int) in.varint(), in.varint());
  }

  @Override
  public TypeSerializerSnapshot<Message> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What Flink writes of the form beside its bytes. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Message> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
