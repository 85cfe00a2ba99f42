package dev.nudge.customer.person;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a look at some people tells.
 *
 * @param having those who have all words
 * @param rare the words that hardly any of them have, or else the rarest
 */
record Probe(List<String> having, String rare) {
  private static final int HARDLY_ANY = 2;

  /** Of two arrays, words and users: a user, and whether each word is there. */
  private static final String PROBE =
      """
      select user_id, array(select words @@ data.sought(word) from unnest(?) as word)
      from (
        select user_id, n, data.words(user_id, profile) as words
        from unnest(?) with ordinality as probed (user_id, n)
        left join data.profiles using (user_id)
        offset 0
      ) as probed
      order by n
      """;

  /** Looks at some people. */
  static Probe of(Asking asking, String[] users) throws SQLException {
    String[] words = Arrays.stream(asking.typed().split(" ", -1)).distinct().toArray(String[]::new);
    int[] counts = new int[words.length];
    List<String> having = new ArrayList<>();
    try (PreparedStatement statement = asking.statement(PROBE, words, users);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        Boolean[] has = (Boolean[]) rows.getArray(2).getArray();
        for (int i = 0; i < words.length; i++) {
          counts[i] += has[i] ? 1 : 0;
        }
        if (Arrays.stream(has).allMatch(one -> one)) {
          having.add(rows.getString(1));
        }
      }
    }
    int fewest = Math.max(HARDLY_ANY, Arrays.stream(counts).min().orElse(0));
    String rare =
        IntStream.range(0, words.length)
            .filter(i -> counts[i] <= fewest)
            .mapToObj(i -> words[i])
            .collect(Collectors.joining(" "));
    return new Probe(having, rare);
  }
}
