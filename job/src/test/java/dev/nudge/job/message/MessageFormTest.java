package dev.nudge.job.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.Sight;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.state.StateWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MessageFormTest {
  private static final Version VERSION =
      new Version("cart", 3, Version.State.PAUSED, -5, "id: cart\n", "Cart", 2, 7);
  private static final RecordId RECORD = new RecordId(2, 1L << 40);

  private static final Version FOREIGN =
      new Version(
          "4711",
          1,
          Version.State.ACTIVE,
          5,
          "id: '4711'",
          "",
          1,
          7,
          new Version.Foreign("crm-campaigns", RECORD));

  static Stream<Message> messages() {
    return Stream.of(
        new Message.Happened(
            new Event("e", "ü", "cart", -1, Properties.of(Map.of("price", 2.5))), Long.MAX_VALUE),
        new Message.Learnt("u", OptionalLong.empty(), Properties.EMPTY),
        new Message.Learnt("u", OptionalLong.of(7), Properties.of(Map.of("tags", List.of("a")))),
        new Message.Catalogued("p", Optional.of(Properties.of(Map.of("price", 1L)))),
        new Message.Catalogued("p", Optional.empty()),
        new Message.Written("cart", "id: cart", RECORD, 5),
        new Message.Written("cart", null, RECORD, 5),
        new Message.Written("4711", "{}", RECORD, 5, "crm-campaigns"),
        new Message.Published(VERSION, RECORD),
        new Message.Published(FOREIGN, RECORD, List.of("1:2: warning: hm")),
        new Message.Applied(VERSION, RECORD, 17, List.of(), List.of()),
        new Message.Applied(
            VERSION,
            RECORD,
            17,
            List.of(new Message.Seen(4, 3, new Sight("spend", "in the last 7d", -5, true))),
            List.of("a warning")),
        new Message.Watched("user:ü", Long.MAX_VALUE),
        new Message.Clock(Long.MIN_VALUE));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMessageTravelsUnchanged(Message message) throws IOException {
    assertThat(through(MessageForm.INSTANCE, message)).isEqualTo(message);
  }

  @Test
  void whatIsRejectedTravelsUnchanged() throws IOException {
    byte[] value = "{\"raw\":\"\\u0000ä\"}".getBytes(StandardCharsets.UTF_8);
    Message message =
        new Message.Unusable(
            "no user", new Outgoing(Outgoing.Kind.REJECTED, "nudge.rejected", "u", value));

    Outgoing read = ((Message.Unusable) through(MessageForm.INSTANCE, message)).rejected();
    assertThat(read.topic()).isEqualTo("nudge.rejected");
    assertThat(read.key()).isEqualTo("u");
    assertThat(read.value()).isEqualTo(value);
  }

  @Test
  void versionsAreKeptUnchanged() throws IOException {
    assertThat(through(VersionForm.INSTANCE, Kept.of(List.of(VERSION, FOREIGN))).value())
        .contains(List.of(VERSION, FOREIGN));
  }

  @Test
  void aVersionThatWasKeptBeforeOtherSystemsTopicsWereKnownIsOfNudgesOwn() throws IOException {
    StateWriter out = new StateWriter();
    out.varint(2); // the form
    out.varint(1);
    out.string("cart");
    out.varint(3);
    out.string("paused");
    out.zigzag(-5);
    out.string("id: cart\n");
    out.string("Cart");
    out.varint(2);
    out.zigzag(7);

    assertThat(VersionForm.INSTANCE.fromBytes(out.toBytes()).value()).contains(List.of(VERSION));
  }

  @Test
  void aTriggerInAnotherShapeTravelsWithBothValues() throws IOException {
    Outgoing trigger =
        new Outgoing(
            Outgoing.Kind.TRIGGER, "alerts", "u", new byte[] {'1'}, Set.of("p"), new byte[] {'2'});

    Outgoing read = through(OutgoingForm.INSTANCE, trigger);

    assertThat(read.value()).containsExactly('1');
    assertThat(read.shaped()).containsExactly('2');
    assertThat(read.reads()).containsExactly("p");
  }

  @Test
  void bytesOfAnUnknownFormAreAValueThatCannotBeRead() throws IOException {
    Kept<List<Version>> kept = VersionForm.INSTANCE.fromBytes(new byte[] {99, 0});

    assertThat(kept.value()).isEmpty();
    assertThat(((Kept.Unreadable<?>) kept).why()).contains("form 99");
    assertThat(VersionForm.INSTANCE.toBytes(kept)).containsExactly(99, 0);
    assertThat(through(VersionForm.INSTANCE, kept).value()).isEmpty();
  }

  @Test
  void aValueThatCannotBeWrittenComesBackAsUnreadableWithTheReason() throws IOException {
    Kept<List<Version>> broken =
        Kept.of(List.of(new Version("cart", 1, Version.State.ACTIVE, 0, null, "", 1, 0)));

    Kept<List<Version>> kept = through(VersionForm.INSTANCE, broken);

    assertThat(((Kept.Unreadable<?>) kept).why()).contains("could not be written");
  }

  private static <T> T through(TypeSerializer<T> form, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    form.serialize(value, out);
    DataOutputSerializer copy = new DataOutputSerializer(16);
    form.copy(new DataInputDeserializer(out.getCopyOfBuffer()), copy);
    assertThat(copy.getCopyOfBuffer()).isEqualTo(out.getCopyOfBuffer());
    return form.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
