package dev.nudge.console.customer;

import dev.nudge.console.customer.QueryController.QueryAnswer;
import dev.nudge.console.web.ApiException;
import dev.nudge.console.web.HasRows;
import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.ingest.Feeds;
import dev.nudge.customer.ingest.LatestRefusals;
import dev.nudge.customer.query.QueryFailed;
import dev.nudge.engine.document.Notation;
import dev.nudge.engine.document.Suggestion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "collections")
class CollectionController {
  private static final int PREVIEW = 50;

  private final CustomerStore store;

  CollectionController(CustomerStore store) {
    this.store = store;
  }

  /**
   * All collections.
   *
   * @param problems of those that are left out
   */
  record CollectionList(List<ListedCollection> collections, List<FileMistake> problems)
      implements HasRows {
    @Override
    public List<ListedCollection> tableRows() {
      return collections;
    }
  }

  /**
   * How a collection stands.
   *
   * @param source where its records come from, in words
   * @param key columns that tell its rows apart
   * @param rows about so many
   * @param read records that went through its transform
   * @param refused those that the transform refused
   * @param outdated rows that came when they were older than the collection keeps
   * @param behind records, or files, that are there and not read yet; -1 where it is not known
   * @param trouble why it does not get on, if so; it tries again by itself
   */
  record ListedCollection(
      String id,
      String description,
      String source,
      List<String> key,
      long rows,
      long read,
      long refused,
      long outdated,
      long behind,
      @Nullable String trouble) {
    static ListedCollection of(Feeds.Status status) {
      return new ListedCollection(
          status.collection().id(),
          status.collection().description(),
          status.collection().source().toString(),
          status.collection().key(),
          status.rows(),
          status.read(),
          status.refused(),
          status.outdated(),
          status.behind(),
          status.trouble().orElse(null));
    }
  }

  /**
   * What a collection is.
   *
   * @param input members of a record that the transform reads, with their types
   * @param transform its SQL
   * @param combine columns whose values become one, and how
   * @param retention how long a row stays, such as {@code 90d}; absent for ever
   * @param indexes their columns, each with whether it is for what is in an array or object
   * @param refusals the latest since the console started
   */
  record CollectionDetail(
      ListedCollection status,
      List<Named> input,
      String transform,
      List<Named> combine,
      @Nullable String retention,
      List<String> indexes,
      List<LatestRefusals.Refused> refusals) {}

  /** A word about a column. */
  record Named(String column, String is) {}

  @GetMapping("/api/collections")
  @Operation(operationId = "collections", summary = "All collections, and how far each is fed")
  CollectionList all() throws SQLException {
    return new CollectionList(
        store.customers().status().stream().map(ListedCollection::of).toList(),
        store.customers().problems().stream().map(FileMistake::of).toList());
  }

  @GetMapping("/api/collections/{id}")
  @Operation(operationId = "collection", summary = "A collection, and the latest that it refused")
  CollectionDetail one(@PathVariable String id) throws SQLException {
    Feeds.Status status = find(id);
    Collection collection = status.collection();
    return new CollectionDetail(
        ListedCollection.of(status),
        collection.input().entrySet().stream()
            .map(entry -> new Named(entry.getKey(), entry.getValue()))
            .toList(),
        collection.transform().toString(),
        collection.combine().entrySet().stream()
            .map(
                entry ->
                    new Named(entry.getKey(), entry.getValue().name().toLowerCase(Locale.ROOT)))
            .toList(),
        collection.retention().map(Notation::write).orElse(null),
        collection.indexes().stream().map(Collection.Index::toString).toList(),
        store.refusals().of(id));
  }

  @GetMapping("/api/collections/{id}/rows")
  @Operation(operationId = "collectionRows", summary = "Some of a collection's rows, with columns")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(implementation = QueryAnswer.class)))
  ResponseEntity<byte[]> rows(@PathVariable String id) throws SQLException {
    Collection collection = find(id).collection();
    try {
      return ResponseEntity.ok()
          .contentType(MediaType.APPLICATION_JSON)
          .body(store.workbench().rows(collection, PREVIEW).body());
    } catch (QueryFailed e) {
      throw QueryFailures.of(e);
    }
  }

  private Feeds.Status find(String id) throws SQLException {
    List<Feeds.Status> all = store.customers().status();
    return all.stream()
        .filter(status -> status.collection().id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                ApiException.notFound(
                    "there is no collection '"
                        + id
                        + "'"
                        + Suggestion.didYouMean(
                            id, all.stream().map(status -> status.collection().id()).toList())));
  }
}
