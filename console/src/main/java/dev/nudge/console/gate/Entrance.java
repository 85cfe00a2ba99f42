package dev.nudge.console.gate;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/** Where a request whose head is there comes in. */
final class Entrance extends ValveBase {
  private static final String RESPONSE = Entrance.class.getName();

  private final @Nullable Connector health;

  /**
   * An entrance for all connectors.
   *
   * @param health where nothing but health is answered
   */
  Entrance(@Nullable Connector health) {
    super(true);
    this.health = health;
  }

  /** Asks a caller for the body who waits to be asked ({@code Expect: 100-continue}). */
  static void askForBody(ServletRequest request) {
    if (request.getAttribute(RESPONSE) instanceof Response response) {
      response.sendAcknowledgement(ContinueResponseTiming.ALWAYS);
    }
  }

  /** Lets an answer be written where Tomcat has begun to write one of its own. */
  static void takeOver(ServletRequest request) {
    if (request.getAttribute(RESPONSE) instanceof Response response) {
      response.setSuspended(false);
    }
  }

  /**
   * Reads some of a body and forgets it; an answer that is whole has closed the stream.
   *
   * @return how many bytes, or -1 at the end
   */
  static int throwAway(ServletRequest request) throws IOException {
    return request.getAttribute(RESPONSE) instanceof Response response
        ? response.getRequest().getCoyoteRequest().doRead(new Forgotten())
        : -1;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    Guest.isServed();
    if (request.getConnector() == health && !RequestLimit.HEALTH.equals(request.getRequestURI())) {
      if (!response.isError()) {
        response.sendError(
            HttpServletResponse.SC_NOT_FOUND, "here is nothing but " + RequestLimit.HEALTH);
      }
      return;
    }
    request.setAttribute(RESPONSE, response);
    getNext().invoke(request, response);
  }

  private static final class Forgotten implements ApplicationBufferHandler {
    private @Nullable ByteBuffer buffer;

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    public @Nullable ByteBuffer getByteBuffer() {
      return buffer;
    }

    @Override
    public void expand(int size) {
      // There is no need.
    }
  }
}
