package dev.nudge.console.customer;

import dev.nudge.console.customer.ListedQuery.ListedParameter;
import dev.nudge.console.customer.QueryController.QueryAnswer;
import dev.nudge.console.web.ApiException;
import dev.nudge.console.web.Mistake;
import dev.nudge.customer.query.Answer;
import dev.nudge.customer.query.Arguments;
import dev.nudge.customer.query.Column;
import dev.nudge.customer.query.Plan;
import dev.nudge.customer.query.Query;
import dev.nudge.customer.query.QueryFailed;
import dev.nudge.customer.query.ReadyQuery;
import dev.nudge.customer.query.Workbench;
import dev.nudge.customer.query.WrongArguments;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tries queries before anybody publishes them. */
@RestController
@RequestMapping("/api/workbench")
@Tag(name = "workbench")
class WorkbenchController {
  private static final String UNSAVED = "unsaved";

  private final CustomerStore store;

  WorkbenchController(CustomerStore store) {
    this.store = store;
  }

  /**
   * The text of a query.
   *
   * @param name what it is called, if it is called something yet
   */
  record QueryText(
      @Nullable @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,63}") String name,
      @NotNull @Size(max = 300_000) String text) {
    String called() {
      return name == null ? UNSAVED : name;
    }
  }

  /**
   * A query to try.
   *
   * @param parameters as an address has them: texts by name, several of a list; {@code limit} and
   *     {@code offset} are the page
   */
  record QueryTry(
      @Nullable @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,63}") String name,
      @NotNull @Size(max = 300_000) String text,
      @NotNull Map<String, List<String>> parameters) {}

  /**
   * What a text is.
   *
   * @param parameters that its header declares
   * @param columns with which it answers; none where it has a mistake
   */
  record CheckedQuery(
      List<Mistake> problems, List<ListedParameter> parameters, List<Column> columns) {}

  @PostMapping("/check")
  @Operation(
      operationId = "checkQuery",
      summary = "Mistakes at their places, parameters and columns; nothing is run")
  CheckedQuery check(@Valid @RequestBody QueryText query) {
    Workbench.Checked checked =
        SavedQueries.checked(store.workbench(), query.called(), query.text());
    return new CheckedQuery(
        Mistake.of(checked.problems()),
        checked.query().map(Query::parameters).orElse(List.of()).stream()
            .map(ListedParameter::of)
            .toList(),
        checked.ready().map(ReadyQuery::columns).orElse(List.of()));
  }

  @PostMapping("/run")
  @Operation(
      operationId = "runQuery",
      summary = "Ask a query that nobody has saved, as the role and within the bounds of all")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(implementation = QueryAnswer.class)))
  ResponseEntity<byte[]> run(@Valid @RequestBody QueryTry asked) {
    ReadyQuery query = ready(asked);
    try {
      Answer answer = store.workbench().run(query, arguments(query, asked));
      return ResponseEntity.ok()
          .contentType(MediaType.APPLICATION_JSON)
          .header("Server-Timing", QueryController.timing(answer))
          .body(answer.body());
    } catch (QueryFailed e) {
      throw QueryFailures.ofDraft(e);
    }
  }

  @PostMapping("/explain")
  @Operation(
      operationId = "explainQuery",
      summary = "How the store answers a query; it is run for that")
  Plan explain(@Valid @RequestBody QueryTry asked) {
    ReadyQuery query = ready(asked);
    try {
      return store.workbench().explain(query, arguments(query, asked));
    } catch (QueryFailed e) {
      throw QueryFailures.ofDraft(e);
    }
  }

  private ReadyQuery ready(QueryTry asked) {
    String name = asked.name() == null ? UNSAVED : asked.name();
    Workbench.Checked checked = SavedQueries.checked(store.workbench(), name, asked.text());
    return checked
        .ready()
        .orElseThrow(
            () -> ApiException.unusable("the query has mistakes", Mistake.of(checked.problems())));
  }

  private static Arguments arguments(ReadyQuery query, QueryTry asked) {
    try {
      return Arguments.of(query.query(), asked.parameters());
    } catch (WrongArguments e) {
      throw ApiException.badRequest(String.valueOf(e.getMessage()));
    }
  }
}
