package dev.nudge.console.customer;

import dev.nudge.console.web.ApiException;
import dev.nudge.console.web.Mistake;
import dev.nudge.customer.query.QueryFailed;
import dev.nudge.customer.query.Reading;
import dev.nudge.customer.segment.Reach;
import dev.nudge.customer.segment.SegmentStatus;
import dev.nudge.engine.document.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "segments")
class SegmentController {
  private final CustomerStore store;

  SegmentController(CustomerStore store) {
    this.store = store;
  }

  /**
   * All segments.
   *
   * @param problems of files that are not taken as they are now
   * @param untold why entering and leaving reaches no campaign, where it cannot be written to Kafka
   */
  record SegmentList(
      List<ListedSegment> segments, List<FileMistake> problems, List<String> untold) {}

  /**
   * How a segment stands.
   *
   * @param who its condition, CEL
   * @param size how many are in it, of those who have been looked at
   * @param complete whether everybody has been looked at since the condition changed
   * @param lookedAt how many have, in the look under way or the last one
   * @param failure why the condition failed for somebody lately, who then is not in it
   * @param sizes at the minutes in which it changed, the latest last
   */
  record ListedSegment(
      String id,
      String description,
      String who,
      long size,
      boolean complete,
      long lookedAt,
      @Nullable String failure,
      List<SegmentSize> sizes) {
    static ListedSegment of(SegmentStatus status) {
      return new ListedSegment(
          status.id(),
          status.description(),
          status.who(),
          status.size(),
          status.complete(),
          status.lookedAt(),
          status.failure().orElse(null),
          status.sizes().stream()
              .map(size -> new SegmentSize(Instant.ofEpochSecond(size.at()), size.size()))
              .toList());
    }
  }

  /** How large it was from a minute on. */
  record SegmentSize(Instant at, long size) {}

  /** CEL over profile, customer, now and segment(). */
  record Condition(@NotNull @Size(max = 100_000) String expression) {}

  /**
   * How many customers a condition holds for.
   *
   * @param people so many, about where it is not exact
   * @param of so many customers
   * @param lookedAt so many of them were looked at
   * @param exact whether these were all
   */
  record ReachAnswer(long people, long of, int lookedAt, boolean exact) {
    static ReachAnswer of(Reach.Answer answer) {
      return new ReachAnswer(answer.people(), answer.of(), answer.lookedAt(), answer.exact());
    }
  }

  @GetMapping("/api/segments")
  @Operation(operationId = "segments", summary = "All segments, how large each is and was")
  SegmentList all() throws SQLException {
    Audiences audiences = store.audiences();
    return new SegmentList(
        audiences.segments().status().stream().map(ListedSegment::of).toList(),
        audiences.segments().problems().stream().map(FileMistake::of).toList(),
        audiences.untold());
  }

  @PostMapping("/api/segments/reach")
  @Operation(
      operationId = "reach",
      summary = "How many customers a condition holds for, from a sample where they are many")
  ReachAnswer reach(@Valid @RequestBody Condition condition) {
    List<Problem> problems = new ArrayList<>();
    Reach reach = store.audiences().reach();
    try {
      return reach
          .count(condition.expression(), problems)
          .map(ReachAnswer::of)
          .orElseThrow(
              () ->
                  ApiException.unusable("the condition cannot be evaluated", Mistake.of(problems)));
    } catch (SQLException e) {
      throw Reading.kind(e) == QueryFailed.Reason.SLOW
          ? ApiException.tooSlow("it takes too long to read what the condition asks of customers")
          : ApiException.unavailable("customers cannot be read: " + e.getMessage(), 1);
    }
  }
}
