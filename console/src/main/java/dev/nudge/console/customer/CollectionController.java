package dev.nudge.console.customer;

import dev.nudge.console.customer.QueryController.FileMistake;
import dev.nudge.customer.ingest.Feeds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.sql.SQLException;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "collections")
class CollectionController {
  private final CustomerStore store;

  CollectionController(CustomerStore store) {
    this.store = store;
  }

  /**
   * All collections.
   *
   * @param problems of those that are left out
   */
  record CollectionList(List<ListedCollection> collections, List<FileMistake> problems) {}

  /**
   * How a collection stands.
   *
   * @param source where its records come from, in words
   * @param key columns that tell its rows apart
   * @param rows about so many
   * @param read records that went through its transform
   * @param refused those that the transform refused
   * @param behind records, or files, that are there and not read yet; -1 where it is not known
   */
  record ListedCollection(
      String id,
      String description,
      String source,
      List<String> key,
      long rows,
      long read,
      long refused,
      long behind) {
    static ListedCollection of(Feeds.Status status) {
      return new ListedCollection(
          status.collection().id(),
          status.collection().description(),
          status.collection().source().toString(),
          status.collection().key(),
          status.rows(),
          status.read(),
          status.refused(),
          status.behind());
    }
  }

  @GetMapping("/api/collections")
  @Operation(operationId = "collections", summary = "All collections, and how far each is fed")
  CollectionList all() throws SQLException {
    return new CollectionList(
        store.customers().status().stream().map(ListedCollection::of).toList(),
        store.problems().stream().map(FileMistake::of).toList());
  }
}
