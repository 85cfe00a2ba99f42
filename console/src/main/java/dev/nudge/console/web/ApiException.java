package dev.nudge.console.web;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** A request that cannot be done; it becomes a problem+json with this status and detail. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final HttpStatus status;
  private final transient List<Mistake> mistakes;

  private final long retryAfterSeconds;

  private ApiException(
      HttpStatus status, String detail, List<Mistake> mistakes, long retryAfterSeconds) {
    super(detail);
    this.status = status;
    this.mistakes = List.copyOf(mistakes);
    this.retryAfterSeconds = retryAfterSeconds;
  }

  private ApiException(HttpStatus status, String detail, List<Mistake> mistakes) {
    this(status, detail, mistakes, 0);
  }

  /** 400: what was sent cannot be used. */
  public static ApiException badRequest(String detail) {
    return new ApiException(HttpStatus.BAD_REQUEST, detail, List.of());
  }

  /** 401: a sign-in that did not succeed. */
  public static ApiException unauthorized(String detail) {
    return new ApiException(HttpStatus.UNAUTHORIZED, detail, List.of());
  }

  /** 403: this caller may not, whatever it sends. */
  public static ApiException forbidden(String detail) {
    return new ApiException(HttpStatus.FORBIDDEN, detail, List.of());
  }

  /** 404: there is no such thing. */
  public static ApiException notFound(String detail) {
    return new ApiException(HttpStatus.NOT_FOUND, detail, List.of());
  }

  /** 409: it is not any more as the caller believes. */
  public static ApiException conflict(String detail) {
    return new ApiException(HttpStatus.CONFLICT, detail, List.of());
  }

  /** 422: a document with mistakes. */
  public static ApiException unusable(String detail, List<Mistake> mistakes) {
    return new ApiException(HttpStatus.UNPROCESSABLE_CONTENT, detail, mistakes);
  }

  /** 429: the same may be tried again after so many seconds. */
  public static ApiException tooMany(String detail, long retryAfterSeconds) {
    return new ApiException(
        HttpStatus.TOO_MANY_REQUESTS, detail, List.of(), Math.max(1, retryAfterSeconds));
  }

  /** 413: more than is taken at once. */
  public static ApiException tooLarge(String detail) {
    return new ApiException(HttpStatus.CONTENT_TOO_LARGE, detail, List.of());
  }

  /** 503: something that it takes is not there. */
  public static ApiException unavailable(String detail) {
    return new ApiException(HttpStatus.SERVICE_UNAVAILABLE, detail, List.of());
  }

  /** 503: the same may be tried again after so many seconds. */
  public static ApiException unavailable(String detail, long retryAfterSeconds) {
    return new ApiException(
        HttpStatus.SERVICE_UNAVAILABLE, detail, List.of(), Math.max(1, retryAfterSeconds));
  }

  /** 504: it was begun and took too long. */
  public static ApiException tooSlow(String detail) {
    return new ApiException(HttpStatus.GATEWAY_TIMEOUT, detail, List.of());
  }

  HttpHeaders headers() {
    HttpHeaders headers = new HttpHeaders();
    if (retryAfterSeconds > 0) {
      headers.set(HttpHeaders.RETRY_AFTER, Long.toString(retryAfterSeconds));
    }
    return headers;
  }

  HttpStatus status() {
    return status;
  }

  String detail() {
    return String.valueOf(getMessage());
  }

  List<Mistake> mistakes() {
    return mistakes;
  }
}
