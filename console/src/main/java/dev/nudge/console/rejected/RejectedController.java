package dev.nudge.console.rejected;

import dev.nudge.console.web.ApiException;
import dev.nudge.console.web.HasRows;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "live")
class RejectedController {
  private final RejectedView view;
  private final SendingAgain again;
  private final SentAgain sent;

  RejectedController(RejectedView view, SendingAgain again, SentAgain sent) {
    this.view = view;
    this.again = again;
    this.sent = sent;
  }

  /**
   * What was rejected.
   *
   * @param count in the current hour and the 23 before it
   * @param atLeast whether there may have been more: a console begins with the last 100,000
   * @param trouble why nothing is read just now; null where it is
   * @param kinds by reason and source, the most first
   * @param records the latest, newest first
   */
  record RejectedNow(
      long count,
      boolean atLeast,
      @Nullable String trouble,
      List<RejectedKind> kinds,
      List<RejectedOne> records)
      implements HasRows {
    @Override
    public List<RejectedOne> tableRows() {
      return records;
    }
  }

  /**
   * How many for a reason from a source.
   *
   * @param source its name, or the topic; empty where it stood in none
   * @param latest ISO-8601, when the last came
   */
  record RejectedKind(String reason, String source, long count, String latest) {}

  /**
   * Something that could not be used.
   *
   * @param id by which it is sent again
   * @param time ISO-8601, when it was rejected
   * @param place where it stood: {@code nudge.events-0@123}, {@code event e7}
   * @param detail what was found; null where the reason says all
   * @param problems of a campaign's document
   * @param raw what came, as text, or in base64
   * @param bytes how large it was, where {@code raw} is only a part; null where it is whole
   * @param again whether it can be sent again: {@code yes}, {@code sent} where it was, or {@code
   *     no} where it is not whole or came of no topic of events or profiles
   */
  record RejectedOne(
      String id,
      String time,
      String place,
      String source,
      String reason,
      @Nullable String detail,
      List<String> problems,
      String raw,
      boolean base64,
      @Nullable Long bytes,
      @Schema(allowableValues = {"yes", "sent", "no"}) String again) {}

  @GetMapping("/api/rejected")
  @Operation(
      operationId = "rejected",
      summary = "What could not be used, by reason and source, and the latest of it",
      description = "Of the last 24 hours; the latest 2,000, or 16 MiB, can be looked at.")
  RejectedNow rejected(
      @RequestParam(required = false) Optional<String> reason,
      @RequestParam(required = false) Optional<String> source,
      @RequestParam(defaultValue = "100") int limit) {
    if (limit < 0 || limit > RejectedView.MOST) {
      throw ApiException.badRequest("limit is between 0 and " + RejectedView.MOST);
    }
    List<RejectedView.KindCount> kinds = view.kinds();
    List<RejectedRecord> latest = view.latest(reason, source, limit);
    Set<String> marked = sent.among(latest.stream().map(RejectedRecord::source).toList());
    return new RejectedNow(
        kinds.stream().mapToLong(RejectedView.KindCount::count).sum(),
        view.isAtLeast(),
        view.trouble().orElse(null),
        kinds.stream()
            .map(
                one ->
                    new RejectedKind(
                        one.kind().reason(),
                        one.kind().source(),
                        one.count(),
                        Instant.ofEpochMilli(one.latest()).toString()))
            .toList(),
        latest.stream().map(record -> one(record, marked.contains(record.source()))).toList());
  }

  private RejectedOne one(RejectedRecord record, boolean isSent) {
    String state = again.isPossible(record) ? "yes" : "no";
    return new RejectedOne(
        record.id(),
        Instant.ofEpochMilli(record.time()).toString(),
        record.source(),
        record.sourceName(),
        record.reason(),
        record.detail().isEmpty() ? null : record.detail(),
        record.problems(),
        record.raw(),
        record.base64(),
        record.cut() ? (Long) record.bytes() : null,
        isSent ? "sent" : state);
  }

  @PostMapping("/api/rejected/{id}/again")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "sendAgain",
      summary = "Write a rejected event or profile update to its topic once more",
      description =
          "Only what can be used by the mappings of now; 422 says why it still cannot be. Once for"
              + " each record of its topic, with all the events that it holds.")
  void again(@PathVariable String id) {
    again.send(
        view.find(id)
            .orElseThrow(() -> ApiException.notFound("there is no rejected record '" + id + "'")));
  }
}
