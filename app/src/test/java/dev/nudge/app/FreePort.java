package dev.nudge.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds a port for a process that a test is about to start. */
public final class FreePort {
  private FreePort() {}

  /** One on which nothing listens on this machine; somebody else may take it all the same. */
  public static int find() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
