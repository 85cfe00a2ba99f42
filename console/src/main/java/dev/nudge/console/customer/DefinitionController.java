package dev.nudge.console.customer;

import dev.nudge.console.web.ApiException;
import dev.nudge.console.web.Mistake;
import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.collection.CollectionDocuments;
import dev.nudge.customer.ingest.Preview;
import dev.nudge.customer.ingest.RefusedException;
import dev.nudge.customer.query.Column;
import dev.nudge.engine.document.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The documents of collections: to be read, tried and saved. */
@RestController
@Tag(name = "collections")
class DefinitionController {
  private static final Logger log = LoggerFactory.getLogger(DefinitionController.class);
  private static final int MOST_CHARACTERS = 100_000;

  private final CustomerStore store;

  DefinitionController(CustomerStore store) {
    this.store = store;
  }

  /**
   * The document of a collection, in YAML.
   *
   * @param version changes with the text
   * @param file where it stands; absent for one that Nudge brings
   */
  record CollectionDocument(String text, String version, @Nullable String file) {}

  /** A document to be tried. */
  record CollectionText(@NotNull @Size(max = MOST_CHARACTERS) String text) {}

  /**
   * A document to be saved.
   *
   * @param version of the one that it replaces; absent for a new one
   */
  record CollectionChange(
      @NotNull @Size(max = MOST_CHARACTERS) String text, @Nullable String version) {}

  /**
   * What a collection would make of some records of its source.
   *
   * @param problems at their places; with an error among them nothing is tried
   * @param columns of the rows
   * @param unread why the source cannot be read, if so
   */
  record CollectionPreview(
      List<Mistake> problems,
      List<Column> columns,
      List<TriedRecord> tried,
      @Nullable String unread) {
    static CollectionPreview of(List<Problem> problems, @Nullable String unread) {
      return new CollectionPreview(Mistake.of(problems), List.of(), List.of(), unread);
    }
  }

  /**
   * A record, and what becomes of it.
   *
   * @param place where it stood
   * @param record as the transform sees it, a text of JSON; absent where a key has no value any
   *     more
   * @param rows what comes out, each a text of JSON; none where the transform leaves it out
   * @param refused why it would be refused, if so
   */
  record TriedRecord(
      String place, @Nullable String record, List<String> rows, @Nullable String refused) {
    static TriedRecord of(Preview.Tried tried) {
      return new TriedRecord(
          tried.place(), tried.record().orElse(null), tried.rows(), tried.refused().orElse(null));
    }
  }

  @GetMapping("/api/collections/{id}/document")
  @Operation(operationId = "collectionDocument", summary = "The document of a collection")
  CollectionDocument document(@PathVariable String id) throws IOException {
    Optional<CollectionDocuments.Document> own = find(id);
    if (own.isPresent()) {
      return new CollectionDocument(
          own.get().text(), own.get().version(), own.get().file().toString());
    }
    String text =
        store
            .customers()
            .shippedText(id)
            .orElseThrow(() -> ApiException.notFound("there is no collection '" + id + "'"));
    return new CollectionDocument(text, CollectionDocuments.version(text), null);
  }

  @PostMapping("/api/collections/preview")
  @Operation(
      operationId = "previewCollection",
      summary = "Try a collection on some records of its source, without taking any")
  CollectionPreview preview(@Valid @RequestBody CollectionText document) throws SQLException {
    List<Problem> problems = new ArrayList<>();
    Optional<Collection> collection = read("collection", document.text(), problems);
    if (collection.isEmpty()) {
      return CollectionPreview.of(problems, null);
    }
    try {
      Preview preview = store.customers().preview(collection.get());
      return new CollectionPreview(
          Mistake.of(problems),
          preview.columns(),
          preview.tried().stream().map(TriedRecord::of).toList(),
          null);
    } catch (RefusedException e) {
      problems.add(e.problem());
      return CollectionPreview.of(problems, null);
    } catch (IOException e) {
      return CollectionPreview.of(problems, e.getMessage());
    }
  }

  @PutMapping("/api/collections/{id}/document")
  @Operation(
      operationId = "saveCollection",
      summary =
          "Save a collection in the folder of collections, from which it is fed a second later")
  CollectionDocument save(@PathVariable String id, @Valid @RequestBody CollectionChange change)
      throws IOException, SQLException {
    List<Problem> problems = new ArrayList<>();
    Optional<Collection> collection = read(id, change.text(), problems);
    if (collection.isPresent() && !collection.get().id().equals(id)) {
      throw ApiException.badRequest(
          "the document is of '" + collection.get().id() + "', and not of '" + id + "'");
    }
    try {
      if (collection.isPresent()) {
        store.customers().preview(collection.get());
      }
    } catch (RefusedException e) {
      problems.add(e.problem());
    } catch (IOException e) {
      log.info("'{}' is saved before its source can be read: {}", id, e.getMessage());
    }
    if (problems.stream().anyMatch(Problem::isError)) {
      throw ApiException.unusable("the collection has a mistake", Mistake.of(problems));
    }
    Optional<CollectionDocuments.Document> before = find(id);
    boolean isAsSeen =
        before.isPresent()
            ? before.get().version().equals(change.version())
            : change.version() == null || isShipped(id, change.version());
    if (!isAsSeen) {
      throw ApiException.conflict("'" + id + "' is not what it was when you began: read it again");
    }
    if (before.isPresent() && before.get().collections() > 1) {
      throw ApiException.conflict(
          before.get().file() + " holds other collections too: change it there");
    }
    String file = documents().write(before, id, change.text()).toString();
    return new CollectionDocument(change.text(), CollectionDocuments.version(change.text()), file);
  }

  private boolean isShipped(String id, String version) {
    return store
        .customers()
        .shippedText(id)
        .map(CollectionDocuments::version)
        .filter(version::equals)
        .isPresent();
  }

  private Optional<Collection> read(String name, String text, List<Problem> problems) {
    List<Collection> all = documents().read(name, text, problems);
    if (problems.stream().anyMatch(Problem::isError)) {
      return Optional.empty();
    }
    if (all.size() != 1) {
      throw ApiException.badRequest("expected one collection in the document, not " + all.size());
    }
    if (!documents().isWithin(all.get(0))) {
      throw ApiException.badRequest(
          "only files that lie where the folder of collections does are read for the console; a"
              + " document that you write into the folder may name any");
    }
    return Optional.of(all.get(0));
  }

  private Optional<CollectionDocuments.Document> find(String id) throws IOException {
    return store.folder(CustomerStore.COLLECTIONS).isEmpty()
        ? Optional.empty()
        : documents().find(id);
  }

  private CollectionDocuments documents() {
    return new CollectionDocuments(
        store
            .folder(CustomerStore.COLLECTIONS)
            .orElseThrow(
                () ->
                    ApiException.unavailable(
                        "there is no folder of collections: set customer.collections")));
  }
}
