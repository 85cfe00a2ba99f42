package dev.nudge.console.web;

import java.util.List;
import org.springframework.http.HttpStatus;

/** A request that cannot be done; it becomes a problem+json with this status and detail. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final HttpStatus status;
  private final transient List<Mistake> mistakes;

  private ApiException(HttpStatus status, String detail, List<Mistake> mistakes) {
    super(detail);
    this.status = status;
    this.mistakes = List.copyOf(mistakes);
  }

  /** 400: what was sent cannot be used. */
  public static ApiException badRequest(String detail) {
    return new ApiException(HttpStatus.BAD_REQUEST, detail, List.of());
  }

  /** 401: a sign-in that did not succeed. */
  public static ApiException unauthorized(String detail) {
    return new ApiException(HttpStatus.UNAUTHORIZED, detail, List.of());
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
