package dev.nudge.app.connect;

import static dev.nudge.app.Command.nudge;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nudge.app.Command;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A Kafka Connect of many processes stops a connector when it gets to it, and until then refuses to
 * forget. Here it takes two looks; the one in {@code nudge up} stops at once.
 */
class RemoveConnectorTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer connect;
  private int looks;

  @BeforeEach
  void start() throws IOException {
    connect = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    connect.createContext("/connectors/shop", this::answer);
    connect.start();
  }

  @AfterEach
  void stop() {
    connect.stop(0);
  }

  @Test
  void forgettingWaitsUntilTheConnectorHasStopped() {
    Command remove =
        nudge(
            "connect",
            "remove",
            "shop",
            "--forget",
            "--connect-url",
            "http://127.0.0.1:" + connect.getAddress().getPort());

    assertThat(remove.err()).isEmpty();
    assertThat(remove.out()).isEqualTo("shop: removed, how far it has read is forgotten\n");
    assertThat(asked)
        .containsExactly(
            "GET ",
            "PUT /stop",
            "GET /status",
            "GET /status",
            "GET /status",
            "DELETE /offsets",
            "DELETE ");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring("/connectors/shop".length());
    asked.add(exchange.getRequestMethod() + " " + path);
    boolean status = path.equals("/status");
    looks += status ? 1 : 0;
    String body =
        !status
            ? "{\"name\":\"shop\",\"config\":{}}"
            : looks < 2
                ? "{\"connector\":{\"state\":\"RUNNING\"},\"tasks\":[{\"state\":\"RUNNING\"}]}"
                : looks < 3
                    ? "{\"connector\":{\"state\":\"STOPPED\"},\"tasks\":[{\"state\":\"RUNNING\"}]}"
                    : "{\"connector\":{\"state\":\"STOPPED\"},\"tasks\":[]}";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(path.equals("/offsets") && looks < 3 ? 400 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
