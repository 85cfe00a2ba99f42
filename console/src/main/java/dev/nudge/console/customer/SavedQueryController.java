package dev.nudge.console.customer;

import dev.nudge.console.account.Caller;
import dev.nudge.console.customer.DataAudit.DataAuditLine;
import dev.nudge.console.customer.SavedQueryTable.QueryVersion;
import dev.nudge.console.customer.SavedQueryTable.SavedQuery;
import dev.nudge.console.web.ApiException;
import dev.nudge.customer.query.Origin;
import dev.nudge.customer.query.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The texts of queries, and their versions. */
@RestController
@RequestMapping("/api/saved-queries")
@Tag(name = "saved queries")
class SavedQueryController {
  private final SavedQueryTable table;
  private final SavedQueries saved;
  private final DataAudit audit;
  private final CustomerStore store;

  SavedQueryController(
      SavedQueryTable table, SavedQueries saved, DataAudit audit, CustomerStore store) {
    this.table = table;
    this.saved = saved;
    this.audit = audit;
    this.store = store;
  }

  /** A name that no query has, and a text. */
  record NewQuery(
      @NotNull @Size(max = 64) String name, @NotNull @Size(max = 300_000) String text) {}

  /**
   * Another text of a draft.
   *
   * @param revision that the caller has seen
   */
  record QueryDraftChange(
      @NotNull @Size(max = 300_000) String text, @NotNull @Min(0) Long revision) {}

  /**
   * Which draft becomes a version.
   *
   * @param revision that the caller has seen
   */
  record QueryPublication(@NotNull @Min(0) Long revision) {}

  /**
   * Which version is asked.
   *
   * @param version 0 for none
   */
  record LiveTag(@NotNull @Min(0) @Max(1_000_000) Integer version) {}

  /** A draft that was kept. */
  record KeptQuery(String name, long draftRevision) {}

  /** A version that is live. */
  record PublishedQuery(String name, int version) {}

  /**
   * A query as the list has it.
   *
   * @param live the version that is asked; 0 for none
   * @param draft whether there is one
   */
  record SavedQueryLine(
      String name, int live, int newest, boolean draft, Instant changed, String changedBy) {}

  /**
   * The text of a query, wherever it stands.
   *
   * @param text that is asked; absent where none is
   * @param live the version that is asked, of one that was saved; 0 for none
   * @param draft absent where there is none
   * @param draftRevision by which the next change of the draft names it
   */
  record QueryDocument(
      String name,
      Origin origin,
      @Nullable String text,
      int live,
      @Nullable String draft,
      long draftRevision,
      List<QueryVersion> versions,
      List<DataAuditLine> audit) {}

  @GetMapping
  @Operation(operationId = "savedQueries", summary = "Queries that were saved, drafts too")
  List<SavedQueryLine> all() {
    return table.all().stream()
        .map(
            query ->
                new SavedQueryLine(
                    query.name(),
                    query.live(),
                    query.newest(),
                    query.draft().isPresent(),
                    query.changed(),
                    query.changedBy()))
        .toList();
  }

  @GetMapping("/{name}")
  @Operation(
      operationId = "savedQuery",
      summary = "The text of a query, its draft, its versions, and who did what")
  QueryDocument one(@PathVariable String name) {
    Queries queries = store.queries();
    Optional<Origin> origin = queries.origin(name);
    Optional<SavedQuery> query = table.get(name);
    if (query.isEmpty() || origin.filter(from -> from != Origin.SAVED).isPresent()) {
      String text =
          queries
              .text(name)
              .orElseThrow(() -> ApiException.notFound("there is no query '" + name + "'"));
      return new QueryDocument(name, origin.orElseThrow(), text, 0, null, 0, List.of(), List.of());
    }
    SavedQuery known = query.get();
    return new QueryDocument(
        name,
        Origin.SAVED,
        table.version(name, known.live()).orElse(null),
        known.live(),
        known.draft().orElse(null),
        known.draftRevision(),
        table.versions(name),
        audit.of(DataAudit.Kind.QUERY, name));
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(operationId = "createQuery", summary = "Save a new query, as a draft")
  KeptQuery create(@Valid @RequestBody NewQuery query, Authentication caller) {
    return new KeptQuery(
        query.name(), saved.create(query.name(), query.text(), Caller.of(caller).name()));
  }

  @PutMapping("/{name}/draft")
  @Operation(
      operationId = "changeQueryDraft",
      summary = "Change the draft; 409 where somebody else has changed it since")
  KeptQuery change(
      @PathVariable String name,
      @Valid @RequestBody QueryDraftChange change,
      Authentication caller) {
    return new KeptQuery(
        name, saved.change(name, change.text(), change.revision(), Caller.of(caller).name()));
  }

  @DeleteMapping("/{name}/draft")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "discardQueryDraft",
      summary = "Throw the draft away, and a query that was never published with it")
  void discard(@PathVariable String name, Authentication caller) {
    saved.discard(name, Caller.of(caller).name());
  }

  @PostMapping("/{name}/publish")
  @Operation(
      operationId = "publishQuery",
      summary = "Make the draft a version, and live; 422 with the places of its mistakes")
  PublishedQuery publish(
      @PathVariable String name,
      @Valid @RequestBody QueryPublication publication,
      Authentication caller) {
    int version = saved.publish(name, publication.revision(), Caller.of(caller).name());
    store.queries().look();
    return new PublishedQuery(name, version);
  }

  @PostMapping("/{name}/live")
  @Operation(operationId = "liveQuery", summary = "Make another version live, or none")
  PublishedQuery live(
      @PathVariable String name, @Valid @RequestBody LiveTag tag, Authentication caller) {
    saved.live(name, tag.version(), Caller.of(caller).name());
    store.queries().look();
    return new PublishedQuery(name, tag.version());
  }
}
