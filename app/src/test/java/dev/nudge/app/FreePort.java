package dev.nudge.app;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds a port for a process that a test is about to start: below those that the system gives to
 * outgoing connections, one of which would take it until the process listens.
 */
public final class FreePort {
  private static final int FIRST = 20_000;
  private static final int COUNT = 10_000;

  private FreePort() {}

  /** One on which nothing listens on this machine; somebody else may take it all the same. */
  public static int find() throws IOException {
    while (true) {
      int port = FIRST + ThreadLocalRandom.current().nextInt(COUNT);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // another one, then
      }
    }
  }
}
