package dev.nudge.console.web;

import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * An error as RFC 9457 has it, with the places of mistakes where a document is wrong.
 *
 * @param type always {@code about:blank}: the status says what kind it is
 */
public record ProblemBody(
    String type, String title, int status, String detail, List<Mistake> problems) {
  /** One of this status. */
  public static ProblemBody of(HttpStatus status, String detail, List<Mistake> problems) {
    return new ProblemBody(
        "about:blank", status.getReasonPhrase(), status.value(), detail, List.copyOf(problems));
  }
}
