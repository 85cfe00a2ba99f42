package dev.nudge.console.web;

import dev.nudge.stream.SetAside;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "health")
class HealthController {
  private final Pulse pulse;
  private final SetAside aside;

  HealthController(Pulse pulse, SetAside aside) {
    this.pulse = pulse;
    this.aside = aside;
  }

  /**
   * Whether the console can work.
   *
   * @param status {@code ok}, or {@code down} with status 503
   * @param database the same of its database
   * @param setAside how many records of topics could not be taken since the start; the log names
   *     them
   */
  record Health(String status, String database, long setAside) {}

  @GetMapping("/api/health")
  @Operation(operationId = "health", summary = "Whether the console and its database answer")
  ResponseEntity<Health> health() {
    return pulse.isThere()
        ? ResponseEntity.ok(new Health("ok", "ok", aside.count()))
        : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
            .body(new Health("down", "down", aside.count()));
  }
}
