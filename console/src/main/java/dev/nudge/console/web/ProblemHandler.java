package dev.nudge.console.web;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/** Turns whatever a controller throws into a problem+json. */
@RestControllerAdvice
final class ProblemHandler extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

  @ExceptionHandler
  ResponseEntity<Object> refused(ApiException e) {
    return answer(e.status(), e.detail(), e.mistakes(), e.headers());
  }

  /** Is Spring Security's business. */
  @ExceptionHandler
  ResponseEntity<Object> denied(AccessDeniedException e) {
    throw e;
  }

  @ExceptionHandler
  ResponseEntity<Object> failed(Exception e) {
    log.error("a request failed", e);
    return answer(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "the console failed; its log says why",
        List.of(),
        new HttpHeaders());
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String detail = body instanceof ProblemDetail problem ? problem.getDetail() : e.getMessage();
    return answer(HttpStatus.valueOf(status.value()), detail, List.of(), headers);
  }

  /** Says which part of the body is wrong, and how. */
  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String detail =
        e.getBindingResult().getFieldErrors().stream()
            .map(error -> "'" + error.getField() + "' " + error.getDefaultMessage())
            .sorted()
            .collect(Collectors.joining(", "));
    return answer(HttpStatus.BAD_REQUEST, detail, List.of(), headers);
  }

  /** Says which parameter is wrong, and how. */
  @Override
  protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String detail =
        e.getParameterValidationResults().stream()
            .flatMap(
                result ->
                    result.getResolvableErrors().stream()
                        .map(
                            error ->
                                "'"
                                    + result.getMethodParameter().getParameterName()
                                    + "' "
                                    + error.getDefaultMessage()))
            .sorted()
            .collect(Collectors.joining(", "));
    return answer(HttpStatus.BAD_REQUEST, detail, List.of(), headers);
  }

  /** Says which part of a body cannot be read, as far as the reader came. */
  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String detail = "the body cannot be read";
    if (e.getCause() instanceof JacksonException json) {
      String part =
          json.getPath().stream()
              .map(step -> step.getPropertyName() == null ? "[]" : step.getPropertyName())
              .collect(Collectors.joining("."));
      String what = String.valueOf(json.getOriginalMessage()).lines().findFirst().orElse("");
      detail = part.isEmpty() ? "the body is no JSON: " + what : "'" + part + "' " + what;
    }
    return answer(HttpStatus.BAD_REQUEST, detail, List.of(), headers);
  }

  private static ResponseEntity<Object> answer(
      HttpStatus status, @Nullable String detail, List<Mistake> mistakes, HttpHeaders headers) {
    return ResponseEntity.status(status)
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(ProblemBody.of(status, detail == null ? status.getReasonPhrase() : detail, mistakes));
  }
}
