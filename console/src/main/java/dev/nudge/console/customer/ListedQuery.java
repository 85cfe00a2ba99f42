package dev.nudge.console.customer;

import dev.nudge.console.account.Permission;
import dev.nudge.customer.query.Access;
import dev.nudge.customer.query.Column;
import dev.nudge.customer.query.Origin;
import dev.nudge.customer.query.Parameter;
import dev.nudge.customer.query.Query;
import dev.nudge.customer.query.ReadyQuery;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A query as the list has it.
 *
 * @param version changes with its text
 * @param origin where its text stands: with Nudge, in a file, or saved in the database
 * @param summary the first sentence of the description
 * @param access the least role that may call it; a token needs the scope of the same right
 * @param timeoutMillis how long the store may take
 * @param cacheMillis how long an answer may be given again
 * @param rows the most that a page has
 */
record ListedQuery(
    String name,
    String version,
    Origin origin,
    String summary,
    String description,
    String access,
    long timeoutMillis,
    long cacheMillis,
    int rows,
    List<ListedParameter> parameters,
    List<Column> columns) {

  /**
   * What it can be called with.
   *
   * @param type text, integer, number, boolean, timestamp, date, duration, or a list of these such
   *     as {@code text[]}
   * @param expected what is expected, in words
   * @param standard what holds where it is not given, as it would be written
   * @param oneOf the values that there are; none for any
   */
  record ListedParameter(
      String name,
      String type,
      String description,
      boolean required,
      String expected,
      @Nullable String standard,
      List<String> oneOf) {
    static ListedParameter of(Parameter parameter) {
      return new ListedParameter(
          parameter.name(),
          parameter.type(),
          parameter.description(),
          parameter.required(),
          parameter.expected(),
          parameter.written().orElse(null),
          parameter.oneOf());
    }
  }

  static ListedQuery of(ReadyQuery ready, Origin origin) {
    Query query = ready.query();
    return new ListedQuery(
        query.name(),
        query.version(),
        origin,
        query.summary(),
        query.description(),
        query.access().name().toLowerCase(Locale.ROOT),
        query.timeout().toMillis(),
        query.cache().toMillis(),
        query.rows(),
        query.parameters().stream().map(ListedParameter::of).toList(),
        ready.columns());
  }

  /** What whoever calls it needs. */
  static Permission permission(Access access) {
    return switch (access) {
      case VIEWER -> Permission.READ;
      case EDITOR -> Permission.EDIT;
      case PUBLISHER -> Permission.PUBLISH;
      case ADMIN -> Permission.ADMINISTER;
    };
  }
}
