package dev.nudge.console.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a problem+json where no controller is reached: in filters, and in the server. */
@Component
public final class ProblemWriter {
  private final JsonMapper mapper;

  ProblemWriter(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /** Ends the answer with this problem, which is whole as soon as it is flushed. */
  public void write(HttpServletResponse response, HttpStatus status, String detail)
      throws IOException {
    byte[] body = mapper.writeValueAsBytes(problem(status, detail));
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setContentLength(body.length);
    protect(response);
    response.getOutputStream().write(body);
  }

  /** The problem as it is written. */
  public String text(HttpStatus status, String detail) {
    return mapper.writeValueAsString(problem(status, detail));
  }

  /** What no browser shall do with it, where the filters of Spring Security do not say so. */
  public void protect(HttpServletResponse response) {
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (response.getHeader("Cache-Control") == null) {
      response.setHeader("Cache-Control", "no-store");
    }
  }

  private static ProblemBody problem(HttpStatus status, String detail) {
    return ProblemBody.of(status, detail, List.of());
  }
}
