package dev.nudge.console.customer;

import dev.nudge.console.web.ApiException;
import dev.nudge.customer.person.Person;
import dev.nudge.customer.person.PersonSearch;
import dev.nudge.customer.person.SearchFailed;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

@RestController
@Tag(name = "people")
class PeopleController {
  private final CustomerStore store;
  private final PersonStream stream;

  PeopleController(CustomerStore store, PersonStream stream) {
    this.store = store;
    this.stream = stream;
  }

  /**
   * Who was found.
   *
   * @param more whether there are others
   */
  record People(List<FoundPerson> people, boolean more) {}

  /**
   * A customer.
   *
   * @param name where the profile has one
   * @param profile its fields as texts, cut at 200 characters
   * @param lastSeen ISO-8601; null where no event was ever seen
   */
  record FoundPerson(
      String user, @Nullable String name, Map<String, String> profile, @Nullable String lastSeen) {
    static FoundPerson of(Person person) {
      return new FoundPerson(
          person.user(),
          person.name().orElse(null),
          person.profile(),
          person.lastSeen().map(Object::toString).orElse(null));
    }
  }

  @GetMapping("/api/people")
  @Operation(
      operationId = "people",
      summary = "Customers, by what their id or profile has",
      description =
          "Each word of the search is the beginning of a word of the id or of a value of the profile,"
              + " in any case. Without a search, those who were seen last.")
  People find(
      @RequestParam(defaultValue = "") String search,
      @RequestParam(defaultValue = "20") int limit) {
    if (limit < 1 || limit > PersonSearch.MOST) {
      throw ApiException.badRequest("limit is between 1 and " + PersonSearch.MOST);
    }
    if (search.length() > PersonSearch.LONGEST) {
      throw ApiException.badRequest("search has at most " + PersonSearch.LONGEST + " characters");
    }
    try {
      PersonSearch.Found found = store.people().find(search, limit);
      return new People(found.people().stream().map(FoundPerson::of).toList(), found.more());
    } catch (SearchFailed e) {
      String text = String.valueOf(e.getMessage());
      throw e.isSlow() ? ApiException.tooSlow(text) : ApiException.unavailable(text);
    }
  }

  @GetMapping(value = "/api/live/person", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      operationId = "personStream",
      summary = "What is written of a customer, as server-sent events",
      description =
          "An event is called written, and names the collections that have something new of the"
              + " customer, when they can be asked for it. Whoever comes again asks for all.")
  ResponseEntity<StreamingResponseBody> stream(
      @RequestParam String user, HttpServletRequest request, HttpServletResponse response) {
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok()
            .contentType(MediaType.TEXT_EVENT_STREAM)
            .cacheControl(CacheControl.noStore())
            .header("X-Accel-Buffering", "no");
    return request.getMethod().equals("HEAD")
        ? answer.build()
        : answer.body(stream.open(user, request, response));
  }
}
