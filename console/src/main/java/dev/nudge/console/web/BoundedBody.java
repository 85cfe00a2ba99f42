package dev.nudge.console.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** The body of a request, read up to a bound. */
public final class BoundedBody {
  private BoundedBody() {}

  /**
   * Reads it.
   *
   * @param most how many bytes it may have
   * @throws ApiException 413, if it has more
   */
  public static byte[] read(HttpServletRequest request, int most) throws IOException {
    if (request.getContentLengthLong() > most) {
      throw tooLarge(most);
    }
    byte[] body = request.getInputStream().readNBytes(most + 1);
    if (body.length > most) {
      throw tooLarge(most);
    }
    return body;
  }

  private static ApiException tooLarge(int most) {
    return ApiException.tooLarge("a body has at most " + most + " bytes: send less at once");
  }
}
