package dev.nudge.console.campaign;

import dev.nudge.console.web.TimeRange;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "campaigns")
class CalendarController {
  private static final Duration LONGEST = Duration.ofDays(800);

  private final Calendar calendar;

  CalendarController(Calendar calendar) {
    this.calendar = calendar;
  }

  @GetMapping("/api/calendar")
  @Operation(
      operationId = "calendar",
      summary = "Which campaigns and policies ran, run and will run between two times")
  Calendar.CalendarPage between(
      @Parameter(description = "The beginning") @RequestParam Instant from,
      @Parameter(description = "The end, which is not in it") @RequestParam Instant until) {
    TimeRange.check(from, until, LONGEST);
    return calendar.between(from, until);
  }
}
