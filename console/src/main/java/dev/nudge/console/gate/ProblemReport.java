package dev.nudge.console.gate;

import dev.nudge.console.web.ProblemWriter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Writes the errors that no controller and no filter has written: those of Tomcat itself (a request
 * that cannot be parsed, an address that is none, TRACE) and what was left to it with {@code
 * sendError}.
 */
final class ProblemReport extends ErrorReportValve {
  private static final Logger log = LoggerFactory.getLogger(ProblemReport.class);
  private static final int METHOD_NOT_ALLOWED = 405;

  private final ProblemWriter problems;

  ProblemReport(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    super.invoke(request, response);
    if (!request.isAsync() && !request.isFinished()) {
      // A body that nobody wanted. Tomcat would wait for it, with a thread.
      request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int code = response.getStatus();
    if (code < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    AtomicBoolean open = new AtomicBoolean();
    response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, open);
    if (!open.get()) {
      return;
    }
    HttpStatus status = HttpStatus.resolve(code);
    HttpStatus known = status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    try {
      response.setStatus(known.value());
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setCharacterEncoding(StandardCharsets.UTF_8.name());
      if (code == METHOD_NOT_ALLOWED && response.getHeader("Allow") == null) {
        response.setHeader("Allow", "GET, HEAD");
      }
      problems.protect(response);
      Writer writer = response.getReporter();
      if (writer != null) {
        writer.write(problems.text(known, detail(response, known)));
        response.finishResponse();
      }
    } catch (IOException | IllegalStateException e) {
      log.debug("an error could not be told", e);
    }
  }

  private static String detail(Response response, HttpStatus status) {
    String message = response.getMessage();
    if (message != null && !message.isBlank() && status != HttpStatus.INTERNAL_SERVER_ERROR) {
      return message;
    }
    return switch (status) {
      case BAD_REQUEST ->
          "this is no HTTP request that can be read: its first line, its headers or its address are"
              + " malformed or too large";
      case NOT_FOUND -> "there is nothing at this address";
      case INTERNAL_SERVER_ERROR -> "the console failed; its log says why";
      default -> status.getReasonPhrase();
    };
  }
}
