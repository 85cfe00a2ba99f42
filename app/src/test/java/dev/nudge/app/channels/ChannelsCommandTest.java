package dev.nudge.app.channels;

import static dev.nudge.app.Command.nudge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.nudge.app.Command;
import dev.nudge.broker.EmbeddedKafka;
import dev.nudge.delivery.Deliverer;
import dev.nudge.settings.Flag;
import dev.nudge.settings.Settings;
import dev.nudge.settings.SettingsInput;
import dev.nudge.settings.SettingsReader;
import dev.nudge.stream.NewTopics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelsCommandTest {
  private static final List<String> RECEIVED = new CopyOnWriteArrayList<>();
  private static EmbeddedKafka kafka;
  private static HttpServer receiver;
  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    kafka = EmbeddedKafka.start(Files.createTempDirectory("nudge-channels-test-"), "127.0.0.1", 0);
    receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    receiver.createContext(
        "/in",
        exchange -> {
          RECEIVED.add(exchange.getRequestHeaders().getFirst("webhook-id"));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterAll
  static void stop() {
    receiver.stop(0);
    kafka.close();
  }

  @Test
  void aWrongDocumentIsNotPublished() throws IOException {
    Path file = write("crm.yaml", "channel: crm\nwebhok: {}\n");

    Command publish = channels("publish", file);

    assertThat(publish.exitCode()).isEqualTo(1);
    assertThat(publish.err().lines())
        .contains(
            file + ":2:1: error: unknown key 'webhok', did you mean 'webhook'?",
            "nudge: 3 errors in the channels, so nothing is published: mend them");
    assertThat(channels().err()).contains("no channels yet");
  }

  @Test
  void aChannelLivesFromItsPublicationToItsRemovalAndWhatWasGivenUpCanBeRedriven()
      throws Exception {
    Settings settings = settings();
    try (Admin admin = Admin.create(settings.kafka().client())) {
      NewTopics.make(admin, List.of(new NewTopic("nudge.triggers", 2, (short) 1)));
    }
    Path file = write("crm.yaml", channel("crm"));

    assertThat(channels("publish", file).out()).isEqualTo("crm: published\n");
    assertThat(channels().out().lines().skip(1))
        .singleElement()
        .asString()
        .matches("crm +webhook +http://127.0.0.1:\\d+/in +\\S.* 0");

    Command test = channels("test", "crm");
    assertThat(test.out()).matches("crm: delivered to http://127.0.0.1:\\d+/in: 204 No Content\n");
    assertThat(RECEIVED).singleElement().asString().startsWith("test-");
    assertThat(nudge("channels", "test", "crm", "--bootstrap", kafka.bootstrap()).err())
        .contains(
            "crm: not delivered: '127.0.0.1' leads to 127.0.0.1, which is not on the internet");
    assertThat(channels("test", "letters").exitCode()).isEqualTo(1);

    try (Deliverer deliverer = Deliverer.start(settings, Map.of())) {
      await().atMost(Duration.ofMinutes(1)).until(() -> deliverer.counts().containsKey("crm"));
      fire("t1", "letters");
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> channels("undelivered").out().contains("t1"));
      assertThat(channels("undelivered", "letters").out())
          .contains("there is no channel 'letters'");
      assertThat(channels().err())
          .contains("there is no channel 'letters', and 1 trigger for it could not be delivered");

      assertThat(channels("redrive", "letters").err())
          .contains("there is no channel 'letters'; publish it first");
      assertThat(channels("publish", write("letters.yaml", channel("letters"))).exitCode())
          .isZero();
      assertThat(channels("redrive", "letters").err())
          .isEqualTo("1 trigger to be delivered once more\n");

      await().atMost(Duration.ofMinutes(1)).until(() -> RECEIVED.contains("t1"));
      assertThat(channels("undelivered").err()).isEqualTo("0 triggers\n");
      assertThat(channels("remove", "letters").out()).isEqualTo("letters: removed\n");
      assertThat(channels("--json").out()).startsWith("{\"channel\":\"crm\"").hasLineCount(1);
      assertThat(channels("remove", "letters").exitCode()).isEqualTo(1);
    }
    channels("remove", "crm");
  }

  private static String channel(String id) {
    return """
        channel: %s
        webhook:
          url: http://127.0.0.1:%d/in
          secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
        """
        .formatted(id, receiver.getAddress().getPort());
  }

  private static void fire(String id, String channel) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new StringSerializer(),
            new StringSerializer())) {
      String trigger =
          "{\"id\":\"%s\",\"campaign\":\"cart\",\"user\":\"u1\",\"offer\":{\"channel\":\"%s\"}}";
      producer
          .send(new ProducerRecord<>("nudge.triggers", "u1", trigger.formatted(id, channel)))
          .get();
    }
  }

  private static Settings settings() {
    return SettingsReader.read(
            new SettingsInput(
                Optional.empty(),
                Path.of(""),
                Map.of(),
                List.of(
                    new Flag("--set", "kafka.bootstrap", kafka.bootstrap()),
                    new Flag("--set", "channels.private_addresses", "true"))))
        .settings();
  }

  private static Command channels(Object... arguments) {
    Object[] all = new Object[arguments.length + 5];
    all[0] = "channels";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[arguments.length + 1] = "--bootstrap";
    all[arguments.length + 2] = kafka.bootstrap();
    all[arguments.length + 3] = "--set";
    all[arguments.length + 4] = "channels.private_addresses=true";
    return nudge(all);
  }

  private Path write(String name, String yaml) throws IOException {
    return Files.writeString(folder.resolve(name), yaml, StandardCharsets.UTF_8);
  }
}
