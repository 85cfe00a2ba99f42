package dev.nudge.console.account;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The token that a request brings: {@code Authorization: Bearer TOKEN}. At the tracking API, whose
 * SDKs know "write keys", it may be the user name of basic authentication, or the {@code writeKey}
 * of the body.
 */
final class RequestToken {
  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";
  private static final String TRACKING = "/v1/";
  private static final String WRITE_KEY = "writeKey";
  private static final JsonFactory JSON = new JsonFactory();

  private RequestToken() {}

  /** As the head of a request says; nothing where a session decides who calls. */
  static Optional<String> ofHead(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      return Optional.empty();
    }
    if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.of(header.substring(BEARER.length()).trim());
    }
    return isTracking(request) && header.regionMatches(true, 0, BASIC, 0, BASIC.length())
        ? Optional.of(userName(header.substring(BASIC.length()).trim()))
        : Optional.empty();
  }

  /** As a request says whose body is in memory. */
  static Optional<String> of(HttpServletRequest request) throws IOException {
    Optional<String> token = ofHead(request);
    return token.isEmpty() && isTracking(request) && request.getMethod().equals("POST")
        ? writeKey(request.getInputStream())
        : token;
  }

  private static boolean isTracking(HttpServletRequest request) {
    return request.getRequestURI().startsWith(TRACKING);
  }

  /** Nothing sensible gives a token that nobody has. */
  private static String userName(String basic) {
    try {
      String both = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
      int colon = both.indexOf(':');
      return colon < 0 ? both : both.substring(0, colon);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** Of the outermost object; what follows is not read, and all is there to be read again. */
  private static Optional<String> writeKey(ServletInputStream body) throws IOException {
    if (!body.markSupported()) {
      return Optional.empty();
    }
    body.mark(Integer.MAX_VALUE);
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), new Unclosed(body))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals(WRITE_KEY) && value == JsonToken.VALUE_STRING) {
          return Optional.of(json.getString());
        }
        json.skipChildren();
      }
    } catch (JacksonException e) {
      // No JSON, or compressed: whoever reads it says so to callers that are known.
    } finally {
      body.reset();
    }
    return Optional.empty();
  }

  /** A parser ends what it has read. */
  private static final class Unclosed extends FilterInputStream {
    Unclosed(ServletInputStream stream) {
      super(stream);
    }

    @Override
    public void close() {
      // Others read on.
    }
  }
}
