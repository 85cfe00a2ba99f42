package dev.nudge.console.gate;

import org.apache.coyote.http11.Http11NioProtocol;

/** Tomcat's HTTP/1.1 behind {@link GuardedEndpoint}. Public because Tomcat makes it by its name. */
public final class GuardedProtocol extends Http11NioProtocol {
  /** One without limits. */
  public GuardedProtocol() {
    super(new GuardedEndpoint());
  }

  GuardedEndpoint endpoint() {
    return (GuardedEndpoint) getEndpoint();
  }
}
