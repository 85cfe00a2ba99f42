package dev.nudge.console.collect.tracking;

import dev.nudge.console.collect.BoundedWriter;
import dev.nudge.console.web.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.springframework.http.HttpHeaders;

/** The body of a request, decompressed where it is compressed. */
final class PlainBody {
  /** As many bytes as a body may have that is sent as it is. */
  private static final int MOST = 1 << 20;

  private PlainBody() {}

  /**
   * All of it.
   *
   * @param writer makes room for what is not known to be large
   * @throws ApiException 413 if it is larger than a body may be, 400 if it is no gzip
   */
  static byte[] of(HttpServletRequest request, BoundedWriter writer) throws IOException {
    if (!"gzip".equalsIgnoreCase(request.getHeader(HttpHeaders.CONTENT_ENCODING))) {
      return request.getInputStream().readAllBytes();
    }
    writer.take(MOST);
    try (InputStream plain = new GZIPInputStream(request.getInputStream())) {
      byte[] body = plain.readNBytes(MOST + 1);
      if (body.length > MOST) {
        throw ApiException.tooLarge(
            "a body has at most " + MOST + " bytes when it is decompressed: send less at once");
      }
      return body;
    } catch (ZipException | EOFException e) {
      throw ApiException.badRequest("the body is no gzip: " + e.getMessage());
    } finally {
      writer.give(MOST);
    }
  }
}
