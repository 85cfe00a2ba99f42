package dev.nudge.console.customer;

import dev.nudge.console.account.Caller;
import dev.nudge.console.account.Permission;
import dev.nudge.console.web.ApiException;
import dev.nudge.customer.query.Answer;
import dev.nudge.customer.query.Arguments;
import dev.nudge.customer.query.Column;
import dev.nudge.customer.query.Format;
import dev.nudge.customer.query.Origin;
import dev.nudge.customer.query.Queries;
import dev.nudge.customer.query.QueryFailed;
import dev.nudge.customer.query.ReadyQuery;
import dev.nudge.customer.query.WrongArguments;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Suggestion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "queries")
class QueryController {
  /** The offset of the next page, where there is one. */
  static final String NEXT = "Nudge-Next-Offset";

  private static final String FORMAT = "format";
  private static final String VERSION = "version";
  private static final String CALL =
      "The parameters are those of the query: 'GET /api/queries' lists them, and each query has an"
          + " operation of its own in this document. Accept, or format, chooses JSON, CSV or NDJSON."
          + " Of a query that was saved here, version asks an earlier one than the live."
          + " Nudge-Next-Offset is the offset of the next page, where there is one.";

  private final CustomerStore store;
  private final SavedQueries saved;

  QueryController(CustomerStore store, SavedQueries saved) {
    this.store = store;
    this.saved = saved;
  }

  /**
   * All queries.
   *
   * @param problems of files that are not taken as they are now
   */
  record QueryList(List<ListedQuery> queries, List<FileMistake> problems) {}

  /**
   * An answer in JSON.
   *
   * @param version of the query
   * @param rows an object each, with a member for each column
   */
  record QueryAnswer(
      String name,
      String version,
      List<Column> columns,
      List<Map<String, Object>> rows,
      Page page) {}

  /**
   * Which part of the answer it is.
   *
   * @param rows how many there are in this page
   * @param more whether there are rows behind it
   */
  record Page(int limit, int offset, int rows, boolean more) {}

  /** What is answered, in each format. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @ApiResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(implementation = QueryAnswer.class)),
        @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
        @Content(mediaType = "application/x-ndjson", schema = @Schema(type = "string"))
      })
  @interface InItsFormats {}

  @GetMapping("/api/queries")
  @Operation(operationId = "queries", summary = "All queries, with their parameters and columns")
  QueryList all() {
    Queries queries = store.queries();
    return new QueryList(
        queries.all().stream()
            .map(
                ready ->
                    ListedQuery.of(
                        ready, queries.origin(ready.query().name()).orElse(Origin.SHIPPED)))
            .toList(),
        queries.problems().stream().map(FileMistake::of).toList());
  }

  @GetMapping("/api/queries/{name}")
  @Operation(
      operationId = "query",
      summary = "Ask a query, with parameters in the address",
      description = CALL,
      parameters = {
        @Parameter(name = "version", in = ParameterIn.QUERY, schema = @Schema(type = "integer")),
        @Parameter(name = "limit", in = ParameterIn.QUERY, schema = @Schema(type = "integer")),
        @Parameter(name = "offset", in = ParameterIn.QUERY, schema = @Schema(type = "integer")),
        @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            schema =
                @Schema(
                    type = "string",
                    allowableValues = {"json", "csv", "ndjson"}))
      })
  @InItsFormats
  ResponseEntity<byte[]> get(
      @PathVariable String name, HttpServletRequest request, Authentication caller)
      throws HttpMediaTypeNotAcceptableException {
    ReadyQuery query = find(name, request, caller);
    Format format = format(request);
    Map<String, List<String>> given = new LinkedHashMap<>();
    request
        .getParameterMap()
        .forEach((parameter, values) -> given.put(parameter, Arrays.asList(values)));
    given.remove(FORMAT);
    given.remove(VERSION);
    try {
      return answer(query, Arguments.of(query.query(), given), format);
    } catch (WrongArguments e) {
      throw ApiException.badRequest(String.valueOf(e.getMessage()));
    }
  }

  @PostMapping(value = "/api/queries/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "postQuery",
      summary = "Ask a query, with parameters in the body",
      description = CALL,
      requestBody =
          @RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(implementation = Object.class))),
      parameters =
          @Parameter(
              name = "format",
              in = ParameterIn.QUERY,
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"json", "csv", "ndjson"})))
  @InItsFormats
  ResponseEntity<byte[]> post(
      @PathVariable String name, HttpServletRequest request, Authentication caller)
      throws IOException, HttpMediaTypeNotAcceptableException {
    ReadyQuery query = find(name, request, caller);
    Format format = format(request);
    for (String parameter : request.getParameterMap().keySet()) {
      if (!parameter.equals(FORMAT) && !parameter.equals(VERSION)) {
        throw ApiException.badRequest(
            "'" + parameter + "' stands in the address: a POST has its parameters in the body");
      }
    }
    byte[] body = request.getInputStream().readAllBytes();
    try {
      return answer(query, Arguments.of(query.query(), body), format);
    } catch (WrongArguments e) {
      throw ApiException.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private ReadyQuery find(String name, HttpServletRequest request, Authentication authentication) {
    Caller caller = Caller.of(authentication);
    boolean named = caller.queries().contains(name);
    // Whoever may not read learns nothing of other queries, not even that they are there.
    if (!named && !caller.permissions().contains(Permission.READ)) {
      throw new AccessDeniedException("this token is for other queries");
    }
    String version = request.getParameter(VERSION);
    ReadyQuery query = version == null ? live(name) : saved.version(name, version);
    Permission needed = ListedQuery.permission(query.query().access());
    if (!named && !caller.permissions().contains(needed)) {
      throw new AccessDeniedException("this query is not for everybody");
    }
    return query;
  }

  private ReadyQuery live(String name) {
    Queries queries = store.queries();
    return queries
        .find(name)
        .orElseThrow(
            () -> {
              List<Problem> problems = queries.problems(name);
              return ApiException.notFound(
                  problems.isEmpty()
                      ? "there is no query '"
                          + name
                          + "'"
                          + Suggestion.didYouMean(name, queries.names())
                      : "the query '" + name + "' is left out: " + problems.get(0));
            });
  }

  private ResponseEntity<byte[]> answer(ReadyQuery query, Arguments arguments, Format format) {
    try {
      Answer answer = store.queries().answer(query, arguments, format);
      HttpHeaders headers = new HttpHeaders();
      headers.setContentType(
          new MediaType(MediaType.parseMediaType(format.mediaType()), StandardCharsets.UTF_8));
      // Weak: the server may compress it.
      headers.setETag("W/\"" + answer.tag() + "\"");
      // Asked for again each time, and then mostly not sent again.
      headers.setCacheControl(CacheControl.noCache().cachePrivate());
      headers.add("Server-Timing", timing(answer));
      answer.next().ifPresent(next -> headers.add(NEXT, Integer.toString(next)));
      return ResponseEntity.ok().headers(headers).body(answer.body());
    } catch (QueryFailed e) {
      throw QueryFailures.of(e);
    }
  }

  /** How long the store took, as the header says it. */
  static String timing(Answer answer) {
    return "store;dur=" + TimeUnit.NANOSECONDS.toMicros(answer.nanos()) / 1e3;
  }

  /** What is asked for in the address, or else by Accept. */
  private static Format format(HttpServletRequest request)
      throws HttpMediaTypeNotAcceptableException {
    String word = request.getParameter(FORMAT);
    if (word != null) {
      return Arrays.stream(Format.values())
          .filter(format -> format.word().equals(word))
          .findFirst()
          .orElseThrow(
              () ->
                  ApiException.badRequest(
                      "'format': expected one of json, csv, ndjson, got '" + word + "'"));
    }
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    if (accept == null || accept.isBlank()) {
      return Format.JSON;
    }
    List<MediaType> wanted = MediaType.parseMediaTypes(accept);
    MimeTypeUtils.sortBySpecificity(wanted);
    for (MediaType type : wanted) {
      for (Format format : Format.values()) {
        if (type.includes(MediaType.parseMediaType(format.mediaType()))) {
          return format;
        }
      }
    }
    throw new HttpMediaTypeNotAcceptableException(
        Arrays.stream(Format.values())
            .map(one -> MediaType.parseMediaType(one.mediaType()))
            .toList());
  }
}
