package dev.nudge.customer.person;

import dev.nudge.customer.query.Reading;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Finds customers as somebody types: each word that is typed is the beginning of a word of the id
 * or the profile ({@code data.words}). Exact: whoever is found has them all, and whoever has them
 * is found, as far as the limit goes.
 *
 * <p>An index answers what few have quickly, and what many have slowly, since it collects all of
 * them first. So some people are looked at before, who tell how frequent each word is:
 *
 * <ol>
 *   <li>the id itself;
 *   <li>the {@value #PROBED} who were seen last, and a few others: what most have is found here;
 *   <li>where some of them have it, more of those who were seen last;
 *   <li>ids that begin so, also of those without a profile;
 *   <li>by the words that are rare, the others in what that finds;
 *   <li>where that is too much: by all words.
 * </ol>
 */
public final class PersonSearch {
  /** The most that one search finds. */
  public static final int MOST = 100;

  /** Characters of what is typed. */
  public static final int LONGEST = 200;

  private static final int PROBED = 80;
  private static final int OTHERS = 40;
  private static final int MORE_PROBED = 700;

  /** Of those who were looked at; then further looking finds enough about as soon as an index. */
  private static final int SOME = 4;

  private static final int FEW = 1_000;
  private static final int TIMEOUT_MILLIS = 3_000;

  /** As {@code data.words} knows them. */
  private static final String BLANKS = "[ \\t\\n\\r\\f\\x0B\\u00a0\\u3000]+";

  private static final String EXACTLY =
      """
      select user_id from data.profiles where user_id = ?
      union select user_id from data.visits where user_id = ?
      """;
  private static final String BEGINS =
      """
      select user_id from data.visits where user_id ~>=~ ? and user_id ~<~ (? || chr(1114111))
      order by user_id using ~<~ limit ?
      """;
  private static final String LATEST =
      """
      select user_id from data.visits where last_seen is not null
      order by last_seen desc limit ? offset ?
      """;
  private static final String FIRST =
      "select user_id from data.profiles order by user_id limit ? offset ?";
  private static final String OF_THOSE =
      """
      select user_id
      from unnest(?) with ordinality as probed (user_id, n) left join data.profiles using (user_id)
      where data.words(user_id, profile) @@ data.sought(?)
      order by n limit ?
      """;
  private static final String BY_RARE =
      """
      select user_id, data.words(user_id, profile) @@ data.sought(?) from data.profiles
      where data.words(user_id, profile) @@ data.sought(?) limit ?
      """;
  private static final String BY_ALL =
      """
      select user_id from data.profiles
      where data.words(user_id, profile) @@ data.sought(?) limit ?
      """;
  private static final String PEOPLE =
      """
      select user_id, last_seen,
        array(
          select array[key, left(value, ?)] from jsonb_each_text(profile)
          where value is not null limit ?)
      from unnest(?) with ordinality as found (user_id, n)
      left join data.profiles using (user_id) left join data.visits using (user_id)
      order by n
      """;

  private final DataSource reading;

  /**
   * A search.
   *
   * @param reading connections that may read collections
   */
  public PersonSearch(DataSource reading) {
    this.reading = reading;
  }

  /**
   * Who was found.
   *
   * @param more whether there are others
   */
  public record Found(List<Person> people, boolean more) {}

  /**
   * Finds.
   *
   * @param typed words; with none, those who were seen last are found
   * @param limit at most {@value #MOST}
   * @throws SearchFailed with what to do
   */
  public Found find(String typed, int limit) throws SearchFailed {
    String cut = typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
    String sought = cut.replaceAll(BLANKS, " ").strip();
    try (Connection connection = reading.getConnection()) {
      Reading.begin(connection, TIMEOUT_MILLIS);
      try {
        byIndex(connection);
        Asking asking = new Asking(connection, sought, limit + 1);
        Set<String> found = collect(asking);
        List<String> users = found.stream().limit(limit).toList();
        return new Found(people(asking, users), found.size() > limit);
      } finally {
        Reading.end(connection);
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /**
   * By an index wherever there is one; planned with the values, since what few have is found
   * otherwise than what many have.
   */
  private static void byIndex(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local enable_seqscan = off");
      statement.execute("set local plan_cache_mode = force_custom_plan");
    }
  }

  private static Set<String> collect(Asking asking) throws SQLException {
    String typed = asking.typed();
    if (typed.isEmpty()) {
      return new LinkedHashSet<>(asking.users(LATEST, asking.wanted(), 0));
    }
    Set<String> found = new LinkedHashSet<>(asking.users(EXACTLY, typed, typed));
    Probe probe = Probe.of(asking, some(asking, PROBED, 0));
    found.addAll(probe.having());
    if (found.size() < asking.wanted() && probe.having().size() >= SOME) {
      found.addAll(
          asking.users(OF_THOSE, some(asking, MORE_PROBED, PROBED), typed, asking.wanted()));
    }
    if (found.size() < asking.wanted()) {
      found.addAll(asking.users(BEGINS, typed, typed, asking.wanted()));
    }
    if (found.size() < asking.wanted()) {
      found.addAll(byIndex(asking, probe.rare()));
    }
    return found;
  }

  /** Who was seen last and, since nobody need have been seen, some others. */
  private static String[] some(Asking asking, int latest, int offset) throws SQLException {
    Set<String> users = new LinkedHashSet<>(asking.users(LATEST, latest, offset));
    users.addAll(asking.users(FIRST, Math.max(OTHERS, latest - users.size()), offset));
    return users.toArray(String[]::new);
  }

  private static List<String> byIndex(Asking asking, String rare) throws SQLException {
    if (!rare.equals(asking.typed())) {
      List<String> found = new ArrayList<>();
      if (asking.holding(found, BY_RARE, asking.typed(), rare, FEW) < FEW
          || found.size() == asking.wanted()) {
        return found;
      }
    }
    return asking.users(BY_ALL, asking.typed(), asking.wanted());
  }

  private static List<Person> people(Asking asking, List<String> users) throws SQLException {
    try (PreparedStatement statement =
            asking.statement(PEOPLE, Person.LONGEST, Person.FIELDS, users.toArray(String[]::new));
        ResultSet rows = statement.executeQuery()) {
      List<Person> people = new ArrayList<>();
      while (rows.next()) {
        people.add(
            new Person(
                rows.getString(1),
                profile(rows.getArray(3)),
                Optional.ofNullable(rows.getTimestamp(2)).map(Timestamp::toInstant)));
      }
      return people;
    }
  }

  private static Map<String, String> profile(@Nullable Array fields) throws SQLException {
    Map<String, String> profile = new LinkedHashMap<>();
    if (fields != null && fields.getArray() instanceof String[][] pairs) {
      for (String[] pair : pairs) {
        profile.put(pair[0], pair[1]);
      }
    }
    return profile;
  }

  private static SearchFailed failed(SQLException e) {
    String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return switch (Reading.kind(e)) {
      case SLOW ->
          new SearchFailed(
              "the search took too long: type more of a word, and see that the collection"
                  + " 'profiles' has an index 'words: [user_id, profile]'",
              true,
              e);
      case VALUES, UNFIT ->
          new SearchFailed(
              "people are found by the collections 'profiles' (user_id, profile as jsonb) and"
                  + " 'visits' (user_id, last_seen), and one of them is not so here: "
                  + said,
              false,
              e);
      case UNAVAILABLE ->
          new SearchFailed("the store of customers does not answer: " + said, false, e);
    };
  }
}
