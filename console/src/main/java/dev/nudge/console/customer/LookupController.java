package dev.nudge.console.customer;

import dev.nudge.console.web.ApiException;
import dev.nudge.customer.query.QueryFailed;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Customers by their ids, in milliseconds. */
@RestController
@Tag(name = "people")
class LookupController {
  private static final int MOST = 1_000;

  private final CustomerStore store;

  LookupController(CustomerStore store) {
    this.store = store;
  }

  /** Whom to look up. */
  record Ids(@NotEmpty @Size(max = MOST) List<@NotNull String> ids) {}

  /** What is answered of a customer: a row of the view customers and its segments. */
  @Schema(name = "Person")
  record Person(
      String user_id,
      Map<String, Object> profile,
      @Nullable Instant first_seen,
      @Nullable Instant last_seen,
      long orders,
      @Nullable BigDecimal total_spend,
      @Nullable BigDecimal average_purchase,
      @Nullable Instant last_purchase,
      List<String> favourite_categories,
      List<String> open_cart,
      List<String> segments) {}

  /**
   * What is answered of several.
   *
   * @param unknown ids of whom nothing is known
   */
  @Schema(name = "SeveralPeople")
  record Several(List<Person> people, List<String> unknown) {}

  @GetMapping(value = "/api/people/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "lookUpPerson",
      summary = "What is known of a customer, and which segments")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Person.class)))
  byte[] one(@PathVariable String id) {
    return answer(
        () ->
            store
                .audiences()
                .lookup()
                .one(id)
                .orElseThrow(
                    () -> ApiException.notFound("nothing is known of a customer '" + id + "'")));
  }

  @PostMapping(value = "/api/people/batch", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(operationId = "lookUpPeople", summary = "The same of up to 1,000 customers")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Several.class)))
  byte[] several(@Valid @RequestBody Ids wanted) {
    return answer(() -> store.audiences().lookup().several(wanted.ids()));
  }

  private interface Asking {
    byte[] ask() throws QueryFailed;
  }

  private static byte[] answer(Asking asking) {
    try {
      return asking.ask();
    } catch (QueryFailed e) {
      throw QueryFailures.of(e);
    }
  }
}
