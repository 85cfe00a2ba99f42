package dev.nudge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.nudge.delivery.channel.Channel;
import dev.nudge.delivery.channel.ChannelReader;
import dev.nudge.delivery.send.SendResult;
import dev.nudge.delivery.send.Sender;
import dev.nudge.delivery.trigger.FiredTrigger;
import dev.nudge.settings.References;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookSenderTest {
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  @Test
  void aRedirectIsNotFollowed() {
    AtomicInteger elsewhere = new AtomicInteger();
    server.createContext("/elsewhere", exchange -> elsewhere.incrementAndGet());
    answer(
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          exchange.sendResponseHeaders(307, -1);
          exchange.close();
        });

    assertThat(send("1s"))
        .isInstanceOfSatisfying(
            SendResult.Failed.class,
            failed -> assertThat(failed.detail()).isEqualTo("307, and redirects are not followed"));
    assertThat(elsewhere).hasValue(0);
  }

  @Test
  void aReceiverThatDoesNotAnswerCostsTheTimeoutAndNoMore() {
    answer(exchange -> await());

    long began = System.nanoTime();
    SendResult outcome = send("1s");

    assertThat(outcome)
        .isInstanceOfSatisfying(
            SendResult.Failed.class, failed -> assertThat(failed.receiverDown()).isTrue());
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void anAnswerWithoutEndIsNotRead() {
    answer(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("and so on".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          await();
        });

    long began = System.nanoTime();
    assertThat(send("30s")).isEqualTo(new SendResult.Delivered("200 OK"));
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void aHeadWithoutEndIsCutOff() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread drip =
          new Thread(
              () -> {
                byte[] line =
                    "x-more: of the same\r\n".repeat(1_000).getBytes(StandardCharsets.UTF_8);
                try (var connection = socket.accept();
                    var out = connection.getOutputStream()) {
                  out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.UTF_8));
                  while (end.getCount() > 0) {
                    out.write(line);
                  }
                } catch (IOException e) {
                  // It was cut off.
                }
              });
      drip.start();

      assertThat(send(socket.getLocalPort(), "30s")).isInstanceOf(SendResult.Failed.class);

      drip.join();
    }
  }

  @Test
  void aSecretThatIsNotThereIsSaid() {
    answer(exchange -> {});

    Channel channel = channel(server.getAddress().getPort(), "1s", "${env:NO_SUCH_SECRET}");

    assertThat(send(channel))
        .isInstanceOfSatisfying(
            SendResult.Failed.class,
            failed ->
                assertThat(failed.detail())
                    .isEqualTo("there is no environment variable 'NO_SUCH_SECRET'; set it"));
  }

  private void answer(HttpHandler how) {
    server.createContext("/in", how);
  }

  private void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private SendResult send(String timeout) {
    return send(server.getAddress().getPort(), timeout);
  }

  private static SendResult send(int port, String timeout) {
    return send(channel(port, timeout, Receiver.SECRET));
  }

  private static SendResult send(Channel channel) {
    Map<String, Object> trigger =
        Map.of("id", "t1", "campaign", "cart", "user", "u1", "offer", Map.of("channel", "crm"));
    try (Sender sender =
        new Senders(new References(Map.of(), Path.of("")), true, Optional.empty()).of(channel)) {
      return sender.send(FiredTrigger.of(trigger).orElseThrow());
    }
  }

  private static Channel channel(int port, String timeout, String secret) {
    String yaml =
        "channel: crm\nwebhook: {url: 'http://127.0.0.1:%d/in', timeout: %s, secret: '%s'}"
            .formatted(port, timeout, secret);
    return new ChannelReader().read("crm.yaml", yaml, new ArrayList<>()).get(0);
  }
}
