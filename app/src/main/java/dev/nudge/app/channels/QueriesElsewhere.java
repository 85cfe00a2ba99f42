package dev.nudge.app.channels;

import dev.nudge.delivery.fill.ConsoleQueries;
import dev.nudge.delivery.fill.QuerySource;
import dev.nudge.settings.Settings;
import java.util.Map;

/** The queries of the console that the settings name, with the token of the environment. */
public final class QueriesElsewhere {
  private static final String TOKEN = "NUDGE_TOKEN";

  private QueriesElsewhere() {}

  /** Those; where something is missing, offers hear what. */
  public static QuerySource of(Settings settings, Map<String, String> environment) {
    String url = settings.channels().console();
    if (url.isEmpty()) {
      return QuerySource.none(
          "there is no console to ask: 'channels.console' says where one is, the variable "
              + TOKEN
              + " has its token");
    }
    String token = environment.get(TOKEN);
    return token == null
        ? QuerySource.none("the variable " + TOKEN + " has no token for the console at " + url)
        : new ConsoleQueries(url, token);
  }
}
