package dev.nudge.console.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedEndpointTest {
  private static final int BY_ADDRESS = 5;
  private static final int PATIENCE_MILLIS = 10_000;

  @TempDir private Path folder;
  private final Tomcat tomcat = new Tomcat();
  private final Shares shares = new Shares(100, BY_ADDRESS);
  private String url = "";

  @BeforeEach
  void start() throws Exception {
    GuardedProtocol protocol = new GuardedProtocol();
    protocol.setAddress(InetAddress.getLoopbackAddress());
    protocol.endpoint().guard(shares, Proxies.NONE, Duration.ofMinutes(5), Duration.ofSeconds(10));
    Connector connector = new Connector(protocol);
    connector.setPort(0);
    tomcat.setBaseDir(folder.toString());
    tomcat.setConnector(connector);
    tomcat.addContext("", null);
    tomcat.start();
    url = "http://127.0.0.1:" + connector.getLocalPort();
  }

  @AfterEach
  void stop() throws Exception {
    tomcat.stop();
    tomcat.destroy();
  }

  @Test
  void anAddressHasSoManyConnectionsAndRoomAgainWhenOneIsClosed() throws Exception {
    List<Wire> wires = new ArrayList<>();
    for (int i = 0; i < BY_ADDRESS; i++) {
      wires.add(new Wire(url));
      int taken = i + 1;
      await().until(() -> shares.sum() == taken);
    }
    try (Wire another = new Wire(url)) {
      assertThat(another.closesWithin(PATIENCE_MILLIS)).isTrue();
    }
    assertThat(wires.get(0).send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").answer().status())
        .isEqualTo(404);
    wires.get(0).close();
    await().until(() -> shares.sum() == BY_ADDRESS - 1);
    try (Wire next = new Wire(url)) {
      assertThat(next.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").answer().status()).isEqualTo(404);
    }
    for (Wire wire : wires) {
      wire.close();
    }
    await().until(() -> shares.sum() == 0);
  }
}
