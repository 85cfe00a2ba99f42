package dev.nudge.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.nudge.delivery.Receiver.Answer;
import dev.nudge.delivery.progress.Undelivered;
import dev.nudge.settings.Settings;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whoever delivers is killed, again and again, and so is the receiver, while triggers come: each
 * arrives, and counts once at a receiver that keeps to webhook-id; of mail none is sent twice.
 */
@Tag("slow")
class DeliveryKillTest {
  private static final int TRIGGERS = 1_000;
  private static final int KILLS = 6;
  private static final Duration LONG = Duration.ofMinutes(3);

  @Test
  void eachTriggerArrivesAndCountsOnceHoweverOftenSenderAndReceiverAreKilled() throws Exception {
    Settings settings = TestKafka.settings();
    Set<String> taken = ConcurrentHashMap.newKeySet();
    AtomicInteger dropped = new AtomicInteger();
    Random random = new Random(7);
    Receiver receiver = receiver(0, taken, dropped, random);
    int port = receiver.port();
    TestKafka.publish(settings, "crm", receiver.channel("crm", "timeout: 2s"));
    for (int kill = 0; kill < KILLS; kill++) {
      int before = taken.size();
      Process sender = start(settings);
      try {
        if (kill == 0) {
          // Triggers count on a channel from the moment on at which it is known.
          await().atMost(LONG).until(() -> started(settings));
        }
        write(settings, kill);
        int more = 30 + random.nextInt(60);
        await().atMost(LONG).until(() -> taken.size() >= Math.min(TRIGGERS, before + more));
      } finally {
        sender.destroyForcibly().waitFor();
      }
      if (kill % 2 == 0) {
        receiver.close();
        receiver = receiver(port, taken, dropped, random);
      }
    }
    Process last = start(settings);
    try {
      // The receiver goes down while the sender lives, too.
      receiver.close();
      receiver = receiver(port, taken, dropped, random);
      await().atMost(LONG).untilAsserted(() -> assertThat(taken).hasSize(TRIGGERS));

      assertThat(new TreeSet<>(taken)).isEqualTo(new TreeSet<>(ids("t", TRIGGERS)));
      assertThat(undelivered(settings)).isEmpty();
      System.out.printf(
          "%d triggers, %d kills: all arrived; %d came again and were known by their id%n",
          TRIGGERS, KILLS, dropped.get());
    } finally {
      last.destroyForcibly().waitFor();
      receiver.close();
    }
  }

  /** One that takes each id once, is slow now and then, and fails now and then. */
  private static Receiver receiver(
      int port, Set<String> taken, AtomicInteger dropped, Random random) throws IOException {
    Receiver receiver = new Receiver(port);
    receiver.answer(
        request -> {
          synchronized (random) {
            if (random.nextInt(10) == 0) {
              return new Answer(503, Map.of("Retry-After", "1"));
            }
          }
          if (!taken.add(request.id())) {
            dropped.incrementAndGet();
          }
          return new Answer(200, Map.of());
        });
    return receiver;
  }

  @Test
  void noMailIsSentTwiceAndWhatIsNotKnownIsSaid() throws Exception {
    Settings settings = TestKafka.settings();
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    server.start();
    try {
      int mails = 300;
      TestKafka.publish(settings, "letters", MailSenderTest.channel(server.getSmtp().getPort()));
      Process sender = start(settings);
      await().atMost(LONG).until(() -> started(settings, "letters"));
      for (int i = 0; i < mails; i++) {
        TestKafka.trigger(settings, "m" + i, "letters", ",'email':'u" + i + "@shop.example'");
      }
      for (int kill = 1; kill <= 4; kill++) {
        int wanted = kill * 50;
        await().atMost(LONG).until(() -> server.getReceivedMessages().length >= wanted);
        sender.destroyForcibly().waitFor();
        sender = start(settings);
      }
      try {
        await()
            .atMost(LONG)
            .untilAsserted(
                () ->
                    assertThat(server.getReceivedMessages().length + unsure(settings, server))
                        .isEqualTo(mails));
      } finally {
        sender.destroyForcibly().waitFor();
      }
      List<String> sent = new ArrayList<>();
      for (MimeMessage message : server.getReceivedMessages()) {
        sent.add(message.getMessageID());
      }
      assertThat(sent).doesNotHaveDuplicates();
      assertThat(undelivered(settings)).allMatch(one -> one.reason().contains("nobody knows"));
      System.out.printf(
          "%d mails, 4 kills: %d sent, none twice; of %d it is not known%n",
          mails, sent.size(), undelivered(settings).size());
    } finally {
      server.stop();
    }
  }

  /** How many are said to be unsure and have not arrived. */
  private static int unsure(Settings settings, GreenMail server) throws Exception {
    Set<String> arrived = new HashSet<>();
    for (MimeMessage message : server.getReceivedMessages()) {
      arrived.add(message.getMessageID());
    }
    return (int)
        undelivered(settings).stream()
            .filter(one -> !arrived.contains("<" + one.trigger().id() + ".letters@nudge>"))
            .count();
  }

  private static boolean started(Settings settings) throws Exception {
    return started(settings, "crm");
  }

  /** Whether Kafka knows where a channel begins. */
  private static boolean started(Settings settings, String channel) throws Exception {
    try (Admin admin = Admin.create(settings.kafka().client())) {
      return new Groups(admin, settings.kafka().group() + ".channel.").channels().contains(channel);
    }
  }

  /** The part of the triggers that comes before a kill. */
  private static void write(Settings settings, int part) {
    for (int i = part * TRIGGERS / KILLS; i < (part + 1) * TRIGGERS / KILLS; i++) {
      TestKafka.trigger(settings, "t" + i, "crm", "");
    }
  }

  private static Set<String> ids(String prefix, int many) {
    return IntStream.range(0, many).mapToObj(i -> prefix + i).collect(Collectors.toSet());
  }

  private static Process start(Settings settings) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            DeliveryProcess.class.getName(),
            settings.kafka().bootstrap(),
            settings.kafka().group())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static List<Undelivered> undelivered(Settings settings) {
    return TestKafka.read(settings.channels().undelivered()).stream()
        .map(text -> Undelivered.of(text.getBytes(StandardCharsets.UTF_8)))
        .flatMap(Optional::stream)
        .toList();
  }
}
