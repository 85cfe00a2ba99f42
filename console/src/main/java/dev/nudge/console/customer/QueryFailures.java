package dev.nudge.console.customer;

import dev.nudge.console.web.ApiException;
import dev.nudge.console.web.Mistake;
import dev.nudge.customer.query.QueryFailed;
import java.util.List;

/** What a query without an answer is by HTTP. */
final class QueryFailures {
  private QueryFailures() {}

  static ApiException of(QueryFailed failure) {
    String text = String.valueOf(failure.getMessage());
    return switch (failure.reason()) {
      case SLOW -> ApiException.tooSlow(text);
      case VALUES -> ApiException.unusable(text, List.of());
      case UNAVAILABLE -> ApiException.unavailable(text, 1);
      case UNFIT -> ApiException.unavailable(text);
    };
  }

  /** The same of a text whose author is asking: what the store has against it has a place. */
  static ApiException ofDraft(QueryFailed failure) {
    return switch (failure.reason()) {
      case VALUES, UNFIT ->
          ApiException.unusable(
              String.valueOf(failure.getMessage()), Mistake.of(failure.place().stream().toList()));
      case SLOW, UNAVAILABLE -> of(failure);
    };
  }
}
