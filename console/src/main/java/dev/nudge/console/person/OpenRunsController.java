package dev.nudge.console.person;

import dev.nudge.console.person.OpenRuns.OpenRun;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "people")
class OpenRunsController {
  private final OpenRuns runs;

  OpenRunsController(OpenRuns runs) {
    this.runs = runs;
  }

  @GetMapping("/api/live/runs")
  @Operation(
      operationId = "openRuns",
      summary = "Which campaigns a person is in the middle of, and for how long yet",
      description =
          "Up to twenty steps, the latest first. They come of the campaigns in which somebody waits,"
              + " run over the person's latest events.")
  List<OpenRun> runs(@RequestParam String user) {
    return runs.of(user);
  }
}
