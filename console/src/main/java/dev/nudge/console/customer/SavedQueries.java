package dev.nudge.console.customer;

import dev.nudge.console.customer.DataAudit.Kind;
import dev.nudge.console.customer.SavedQueryTable.SavedQuery;
import dev.nudge.console.web.ApiException;
import dev.nudge.console.web.Mistake;
import dev.nudge.customer.query.Origin;
import dev.nudge.customer.query.Queries;
import dev.nudge.customer.query.ReadyQuery;
import dev.nudge.customer.query.Workbench;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people do with queries that they save: a draft may have any mistake, a version never
 * changes, and one version is live.
 */
@Service
class SavedQueries {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  private final SavedQueryTable table;
  private final DataAudit audit;
  private final CustomerStore store;

  SavedQueries(SavedQueryTable table, DataAudit audit, CustomerStore store) {
    this.table = table;
    this.audit = audit;
    this.store = store;
  }

  /** The first draft of a new query; its revision. */
  @Transactional
  long create(String name, String text, String by) {
    if (!NAME.matcher(name).matches()) {
      throw ApiException.badRequest(
          "a query is called in small letters, digits and dashes, at most 64: '"
              + name
              + "' is no such name");
    }
    requireFree(name);
    if (!table.add(name, text, by)) {
      throw ApiException.conflict(
          "there is a query '" + name + "' already: edit it, or choose another name");
    }
    audit.add(Kind.QUERY, name, by, "create", null);
    return 1;
  }

  /** Another text of the draft; its revision. */
  @Transactional
  long change(String name, String text, long revision, String by) {
    SavedQuery query = unchanged(name, revision);
    if (query.draft().isEmpty()) {
      audit.add(Kind.QUERY, name, by, "edit", null);
    }
    return table.draft(name, text, by);
  }

  /** Without the draft, a query that was never published is gone. */
  @Transactional
  void discard(String name, String by) {
    SavedQuery query = found(name);
    if (query.draft().isEmpty()) {
      throw ApiException.notFound("'" + name + "' has no draft");
    }
    if (query.newest() == 0) {
      table.remove(name);
    } else {
      table.draft(name, null, by);
    }
    audit.add(Kind.QUERY, name, by, "discard", null);
  }

  /** The draft becomes the next version, and live; its number. */
  @Transactional
  int publish(String name, long revision, String by) {
    SavedQuery query = unchanged(name, revision);
    String text =
        query.draft().orElseThrow(() -> ApiException.conflict("'" + name + "' has no draft"));
    requireFree(name);
    requireSound(name, text);
    int number = query.newest() + 1;
    table.addVersion(name, number, text, by);
    table.live(name, number, by);
    table.draft(name, null, by);
    audit.add(Kind.QUERY, name, by, "publish", (long) number);
    return number;
  }

  /** Another version is live, or with 0 none. */
  @Transactional
  void live(String name, int number, String by) {
    found(name);
    if (number > 0) {
      requireFree(name);
      requireSound(name, text(name, number));
    }
    table.live(name, number, by);
    audit.add(Kind.QUERY, name, by, "live", (long) number);
  }

  /**
   * A version as it can be asked.
   *
   * @param number as it stands in the address
   */
  ReadyQuery version(String name, String number) {
    if (!NUMBER.matcher(number).matches()) {
      throw ApiException.badRequest("'version': expected a whole number, got '" + number + "'");
    }
    return requireSound(name, text(name, Integer.parseInt(number)));
  }

  private String text(String name, int number) {
    return table
        .version(name, number)
        .orElseThrow(() -> ApiException.notFound("'" + name + "' has no saved version " + number));
  }

  private ReadyQuery requireSound(String name, String text) {
    Workbench.Checked checked = checked(store.workbench(), name, text);
    return checked
        .ready()
        .orElseThrow(
            () ->
                ApiException.unusable(
                    "'" + name + "' has mistakes", Mistake.of(checked.problems())));
  }

  /** A text held against the store. */
  static Workbench.Checked checked(Workbench workbench, String name, String text) {
    try {
      return workbench.check(name, text);
    } catch (SQLException e) {
      throw ApiException.unavailable(
          "the store of customers does not answer: " + e.getMessage(), 1);
    }
  }

  /** A file, or Nudge itself, has a name before those who save. */
  private void requireFree(String name) {
    Queries queries = store.queries();
    Optional<Origin> taken = queries.origin(name);
    if (taken.isPresent() && taken.get() != Origin.SAVED) {
      throw ApiException.conflict(
          taken.get() == Origin.FILE
              ? "'" + name + "' stands in a file of the queries' folder: choose another name"
              : "'" + name + "' is a query that Nudge brings: choose another name");
    }
  }

  private SavedQuery unchanged(String name, long revision) {
    SavedQuery query = found(name);
    if (query.draftRevision() != revision) {
      throw ApiException.conflict(
          query.changedBy()
              + " has changed the draft of '"
              + name
              + "' since you opened it (revision "
              + query.draftRevision()
              + "): load it again");
    }
    return query;
  }

  private SavedQuery found(String name) {
    return table
        .locked(name)
        .orElseThrow(() -> ApiException.notFound("there is no saved query '" + name + "'"));
  }
}
