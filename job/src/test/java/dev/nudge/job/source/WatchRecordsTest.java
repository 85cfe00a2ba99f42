package dev.nudge.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.job.message.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WatchRecordsTest {
  private static final Instant WRITTEN = Instant.parse("2026-11-20T10:00:00Z");

  private final WatchRecords records = new WatchRecords("nudge.rejected");

  @BeforeEach
  void open() {
    records.open();
  }

  @Test
  void aRequestSaysWhoseAndUntilWhen() {
    assertThat(read("user:jürgen: 1", "{\"until\":\"2026-11-20T10:01:00Z\"}"))
        .isEqualTo(new Message.Watched("user:jürgen: 1", after(60)));
    assertThat(read("campaign:cart", " { \"until\" : \"2026-11-20T10:01:00.5Z\" } "))
        .isEqualTo(new Message.Watched("campaign:cart", after(60) + 500));
    assertThat(read("all", null)).isEqualTo(new Message.Watched("all", Long.MIN_VALUE));
  }

  @Test
  void noRequestLastsLongerThanADay() {
    assertThat(read("user:a", "{\"until\":\"9999-01-01T00:00:00Z\"}"))
        .isEqualTo(new Message.Watched("user:a", after(24 * 3600)));
  }

  @Test
  void whatIsNoRequestIsRejectedWithTheReason() {
    assertThat(rejection("someone", "{\"until\":\"2026-11-20T10:01:00Z\"}"))
        .contains("no such watch", "user:ID");
    assertThat(rejection("user:", null)).contains("no such watch");
    assertThat(rejection("user:a", "{}")).contains("no end");
    assertThat(rejection("user:a", "{\"until\":\"soon\"}")).contains("no end", "soon");
    assertThat(rejection("user:a", "{\"until\":\"+999999999-12-31T23:59:59Z\"}"))
        .contains("no end");
  }

  private static long after(int seconds) {
    return WRITTEN.plusSeconds(seconds).toEpochMilli();
  }

  private String rejection(String key, String value) {
    Message read = read(key, value);
    assertThat(read).isInstanceOf(Message.Unusable.class);
    return new String(((Message.Unusable) read).rejected().value(), StandardCharsets.UTF_8);
  }

  private Message read(String key, String value) {
    return records
        .read(
            new ConsumerRecord<>(
                "nudge.watches",
                0,
                7,
                WRITTEN.toEpochMilli(),
                TimestampType.CREATE_TIME,
                1,
                1,
                key.getBytes(StandardCharsets.UTF_8),
                value == null ? null : value.getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                Optional.empty()))
        .get(0);
  }
}
