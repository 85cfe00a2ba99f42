package dev.nudge.console.account;

import static dev.nudge.console.account.Permission.ADMINISTER;
import static dev.nudge.console.account.Permission.APP;
import static dev.nudge.console.account.Permission.COLLECT;
import static dev.nudge.console.account.Permission.EDIT;
import static dev.nudge.console.account.Permission.PUBLISH;
import static dev.nudge.console.account.Permission.QUERY;
import static dev.nudge.console.account.Permission.READ;
import static dev.nudge.console.account.Permission.SHOP;
import static dev.nudge.console.account.Rule.needs;
import static dev.nudge.console.account.Rule.needsAll;
import static dev.nudge.console.account.Rule.needsOne;
import static dev.nudge.console.account.Rule.open;
import static dev.nudge.console.account.Rule.signedIn;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The one table of who may call what. An endpoint that is not in it can be called by nobody. */
final class Permissions {
  static final List<Rule> TABLE =
      List.of(
          open(GET, "/api/health"),
          // sign-in
          open(POST, "/api/session"),
          open(GET, "/api/session/providers"),
          signedIn(GET, "/api/session"),
          signedIn(PATCH, "/api/session"),
          signedIn(DELETE, "/api/session"),
          // accounts and tokens
          needs(ADMINISTER, GET, "/api/accounts"),
          needs(ADMINISTER, POST, "/api/accounts"),
          needs(ADMINISTER, PATCH, "/api/accounts/{id}"),
          needs(ADMINISTER, DELETE, "/api/accounts/{id}"),
          needs(ADMINISTER, POST, "/api/accounts/{id}/restore"),
          needs(ADMINISTER, POST, "/api/accounts/{id}/password"),
          needs(ADMINISTER, GET, "/api/tokens"),
          needs(ADMINISTER, POST, "/api/tokens"),
          needs(ADMINISTER, POST, "/api/tokens/{id}/rotate"),
          needs(ADMINISTER, DELETE, "/api/tokens/{id}"),
          // the description of all this
          needs(READ, GET, "/api/docs"),
          needs(READ, GET, "/api/docs.yaml"),
          // campaigns
          needs(READ, GET, "/api/campaigns"),
          needs(READ, GET, "/api/campaigns/{id}"),
          needs(READ, GET, "/api/calendar"),
          needs(READ, GET, "/api/campaigns/{id}/versions"),
          needs(READ, GET, "/api/campaigns/{id}/audit"),
          needs(READ, POST, "/api/check"),
          needs(READ, GET, "/api/templates"),
          needs(EDIT, POST, "/api/campaigns"),
          needs(EDIT, PUT, "/api/campaigns/{id}/draft"),
          needs(EDIT, DELETE, "/api/campaigns/{id}/draft"),
          needs(EDIT, PUT, "/api/campaigns/{id}/about"),
          needs(READ, GET, "/api/campaign-filters"),
          // one asks, another approves; and what happens at a time
          needs(READ, GET, "/api/approvals"),
          needs(EDIT, POST, "/api/campaigns/{id}/approval"),
          needs(EDIT, DELETE, "/api/campaigns/{id}/approval"),
          needs(PUBLISH, POST, "/api/campaigns/{id}/approval/approve"),
          needs(PUBLISH, POST, "/api/campaigns/{id}/approval/refuse"),
          needs(READ, GET, "/api/campaigns/{id}/plan"),
          needs(PUBLISH, POST, "/api/campaigns/{id}/plan"),
          needs(PUBLISH, DELETE, "/api/campaigns/{id}/plan/{number}"),
          needs(PUBLISH, POST, "/api/campaigns/{id}/plan/{number}/restore"),
          needs(PUBLISH, POST, "/api/campaigns/bulk"),
          needs(PUBLISH, POST, "/api/campaigns/{id}/publish"),
          needs(PUBLISH, POST, "/api/campaigns/{id}/pause"),
          needs(PUBLISH, POST, "/api/campaigns/{id}/resume"),
          needs(PUBLISH, POST, "/api/campaigns/{id}/end"),
          needs(PUBLISH, POST, "/api/campaigns/{id}/rollback"),
          // what happens: live
          needs(READ, GET, "/api/campaigns/{id}/triggers"),
          needs(READ, GET, "/api/campaigns/{id}/funnel"),
          needs(READ, GET, "/api/campaigns/{id}/effect"),
          needs(READ, GET, "/api/campaigns/{id}/deliveries"),
          needs(READ, GET, "/api/vocabulary"),
          needs(READ, GET, "/api/labels"),
          needs(EDIT, PUT, "/api/labels"),
          needs(READ, POST, "/api/names"),
          needs(READ, GET, "/api/live"),
          needs(READ, GET, "/api/live/history"),
          needs(READ, GET, "/api/live/sources"),
          needs(READ, GET, "/api/live/stream"),
          needs(READ, GET, "/api/triggers"),
          // trials
          needs(READ, POST, "/api/trials"),
          needs(READ, GET, "/api/trials/{id}"),
          needs(READ, DELETE, "/api/trials/{id}"),
          needs(READ, GET, "/api/trials/{id}/people"),
          needs(READ, GET, "/api/trials/{id}/users/{user}/story"),
          needs(READ, POST, "/api/estimates"),
          needs(READ, GET, "/api/estimates/{id}"),
          needs(READ, DELETE, "/api/estimates/{id}"),
          // customers
          needs(READ, GET, "/api/people"),
          needs(READ, GET, "/api/live/person"),
          needs(READ, GET, "/api/live/runs"),
          needs(READ, GET, "/api/rejected"),
          needs(PUBLISH, POST, "/api/rejected/{id}/again"),
          needs(READ, GET, "/api/live/why"),
          needs(READ, GET, "/api/live/why/{campaign}"),
          // collections; a transform runs with the rights of the store
          needs(READ, GET, "/api/collections"),
          needs(READ, GET, "/api/collections/{id}"),
          needs(READ, GET, "/api/collections/{id}/rows"),
          needs(READ, GET, "/api/collections/{id}/document"),
          needs(ADMINISTER, PUT, "/api/collections/{id}/document"),
          needs(ADMINISTER, POST, "/api/collections/preview"),
          // customers and segments
          needs(READ, GET, "/api/people/{id}"),
          needs(READ, POST, "/api/people/batch"),
          needs(READ, GET, "/api/segments"),
          needs(READ, POST, "/api/segments/reach"),
          // queries; each may ask for more
          needs(READ, GET, "/api/queries"),
          needsOne(Set.of(READ, QUERY), GET, "/api/queries/{name}"),
          needsOne(Set.of(READ, QUERY), POST, "/api/queries/{name}"),
          // making queries
          needs(READ, POST, "/api/workbench/check"),
          needs(EDIT, POST, "/api/workbench/run"),
          needs(EDIT, POST, "/api/workbench/explain"),
          needs(READ, GET, "/api/saved-queries"),
          needs(READ, GET, "/api/saved-queries/{name}"),
          needs(EDIT, POST, "/api/saved-queries"),
          needs(EDIT, PUT, "/api/saved-queries/{name}/draft"),
          needs(EDIT, DELETE, "/api/saved-queries/{name}/draft"),
          needs(PUBLISH, POST, "/api/saved-queries/{name}/publish"),
          needs(PUBLISH, POST, "/api/saved-queries/{name}/live"),
          // boards
          needs(READ, GET, "/api/boards"),
          needs(READ, GET, "/api/boards/{name}"),
          needs(READ, POST, "/api/boards/check"),
          needs(EDIT, POST, "/api/boards"),
          needs(EDIT, PUT, "/api/boards/{name}"),
          needs(EDIT, DELETE, "/api/boards/{name}"),
          // channels; a document names servers and files of this machine
          needs(READ, GET, "/api/channels"),
          needs(READ, POST, "/api/channels/check"),
          needs(ADMINISTER, GET, "/api/channels/{id}"),
          needs(ADMINISTER, PUT, "/api/channels/{id}"),
          needs(ADMINISTER, DELETE, "/api/channels/{id}"),
          needs(ADMINISTER, POST, "/api/channels/test"),
          // events and the shop
          needsOne(Set.of(COLLECT, SHOP, APP), POST, "/api/events"),
          needs(PUBLISH, POST, "/api/sent-events"),
          needs(READ, GET, "/api/sent-events/progress"),
          needs(COLLECT, POST, "/v1/{call}"),
          open(GET, "/v1/projects/{key}/settings"),
          needsAll(Set.of(READ, COLLECT), POST, "/api/in-app/tokens"),
          needs(APP, GET, "/api/in-app/stream"),
          open(POST, "/api/shop/visitors"),
          open(GET, "/api/shop/products"),
          needs(SHOP, GET, "/api/shop/stream"),
          needs(SHOP, GET, "/api/shop/runs"),
          needs(SHOP, GET, "/api/shop/walks"),
          needs(SHOP, GET, "/api/shop/campaigns"));

  private record Parsed(Rule rule, PathPattern pattern) {}

  private static final List<Parsed> PARSED =
      TABLE.stream()
          .map(rule -> new Parsed(rule, PathPatternParser.defaultInstance.parse(rule.pattern())))
          .toList();

  private Permissions() {}

  /** The rule of this request, if the table knows its endpoint. */
  static Optional<Rule> rule(String method, String path) {
    HttpMethod asked = HttpMethod.valueOf(method.equals("HEAD") ? "GET" : method);
    PathContainer container = PathContainer.parsePath(path);
    return PARSED.stream()
        .filter(parsed -> parsed.rule().method().equals(asked))
        .filter(parsed -> parsed.pattern().matches(container))
        .map(Parsed::rule)
        .findFirst();
  }

  /** The methods of whatever is at this path; none if nothing is. */
  static List<String> methods(String path) {
    PathContainer container = PathContainer.parsePath(path);
    return PARSED.stream()
        .filter(parsed -> parsed.pattern().matches(container))
        .map(parsed -> parsed.rule().method().name())
        .flatMap(method -> method.equals("GET") ? Stream.of("GET", "HEAD") : Stream.of(method))
        .distinct()
        .sorted()
        .toList();
  }
}
