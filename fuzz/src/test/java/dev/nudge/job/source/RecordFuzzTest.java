package dev.nudge.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nudge.engine.json.JsonReader;
import dev.nudge.engine.json.Parsed;
import dev.nudge.fuzz.Seeds;
import dev.nudge.job.message.Message;
import dev.nudge.job.message.MessageForm;
import dev.nudge.settings.Settings;
import dev.nudge.settings.SettingsInput;
import dev.nudge.settings.SettingsReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A record of any topic becomes a message that travels through the job unchanged; of one that
 * cannot be used the message says why.
 */
final class RecordFuzzTest {
  private static final long WRITTEN = 1_795_168_800_000L;
  private static final List<RecordReader> READERS = readers();

  static Stream<byte[]> seeds() {
    return Stream.of(
            "0{\"user\":\"u\",\"type\":\"t\",\"time\":\"2026-11-20T10:00:00Z\",\"ip\":\"85.1.2.3\"}",
            "1{\"user\":\"u\",\"tier\":\"gold\",\"interests\":[\"coffee\",null]}",
            "2{\"product_id\":\"p1\",\"price\":12.5,\"more\":{\"a\":[]}}",
            "3id: a\npattern: {steps: [{event: view}]}\n")
        .map(Seeds::bytes);
  }

  /** The first byte chooses the reader and the key. */
  @MethodSource("seeds")
  @FuzzTest
  void aRecordIsAMessageThatTravels(byte[] input) throws IOException {
    if (input.length == 0) {
      return;
    }
    byte[] value = Arrays.copyOfRange(input, 1, input.length);
    byte[] key = (input[0] & 8) != 0 ? null : Arrays.copyOf(value, Math.min(value.length, 5));
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            "topic",
            0,
            7,
            WRITTEN,
            TimestampType.CREATE_TIME,
            -1,
            -1,
            key,
            (input[0] & 64) != 0 ? null : value,
            new RecordHeaders(),
            Optional.empty());
    List<Message> messages = READERS.get(input[0] & 3).read(record);
    assertThat(messages).isNotEmpty();
    for (Message message : messages) {
      judge(message);
    }
  }

  private static void judge(Message message) throws IOException {
    if (message instanceof Message.Unusable unusable) {
      assertThat(unusable.reason()).isNotBlank();
      String json = new String(unusable.rejected().value(), StandardCharsets.UTF_8);
      assertThat(JsonReader.value(json)).isInstanceOf(Parsed.Accepted.class);
    } else {
      assertThat(travelled(message)).isEqualTo(message);
    }
  }

  private static Message travelled(Message message) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    MessageForm.INSTANCE.serialize(message, out);
    return MessageForm.INSTANCE.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }

  private static List<RecordReader> readers() {
    Settings settings =
        SettingsReader.read(new SettingsInput(Optional.empty(), Path.of("."), Map.of(), List.of()))
            .settings();
    List<RecordReader> readers =
        List.of(
            new EventRecords(settings.topics().events().get(0), settings),
            new ProfileRecords(settings),
            new CatalogRecords(settings),
            new CampaignRecords());
    for (RecordReader reader : readers) {
      try {
        reader.open();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
    return readers;
  }
}
