package dev.nudge.console.label;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.nudge.console.web.ApiException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people call things, a row each, {@value #MOST} at most. */
@Repository
public class Labels {
  private static final int MOST = 10_000;

  private final JdbcClient database;

  Labels(JdbcClient database) {
    this.database = database;
  }

  /** Of what a name is. */
  public enum Of {
    /** A type of event. */
    TYPE,
    /** A property of events. */
    EVENT,
    /** A property of profiles. */
    PROFILE;

    /** As the API and the table have it. */
    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What something is called.
   *
   * @param name as events and profiles have it
   * @param text for people
   */
  public record Label(Of of, String name, String text, Instant changed, String changedBy) {}

  /** All of them, as they were at one moment. */
  public static final class Dictionary {
    private final Map<Of, Map<String, String>> texts;

    private Dictionary(Map<Of, Map<String, String>> texts) {
      this.texts = texts;
    }

    /** One in which nothing is called anything. */
    public static Dictionary empty() {
      return new Dictionary(Map.of());
    }

    /** What something is called, or null where nobody has said. */
    public @Nullable String of(Of of, String name) {
      return texts.getOrDefault(of, Map.of()).get(name);
    }
  }

  List<Label> all() {
    return database
        .sql("select of, name, text, changed, changed_by from label order by of, name")
        .query(
            (row, number) ->
                new Label(
                    Of.valueOf(row.getString("of").toUpperCase(Locale.ROOT)),
                    row.getString("name"),
                    row.getString("text"),
                    row.getTimestamp("changed").toInstant(),
                    row.getString("changed_by")))
        .list();
  }

  /** As they are now. One query. */
  public Dictionary dictionary() {
    Map<Of, Map<String, String>> texts = new HashMap<>();
    for (Label label : all()) {
      texts.computeIfAbsent(label.of(), any -> new HashMap<>()).put(label.name(), label.text());
    }
    return new Dictionary(texts);
  }

  void put(Of of, String name, String text, String by) {
    int written =
        database
            .sql(
                """
                insert into label (of, name, text, changed, changed_by)
                select :of, :name, :text, now(), :by
                where (select count(*) from label) < :most
                  or exists (select from label where of = :of and name = :name)
                on conflict (of, name) do update
                set text = excluded.text, changed = excluded.changed, changed_by = excluded.changed_by
                """)
            .param("of", of.word())
            .param("name", name)
            .param("text", text)
            .param("by", by)
            .param("most", MOST)
            .update();
    if (written == 0) {
      throw ApiException.badRequest(
          "there are " + MOST + " labels already: remove some that nobody needs");
    }
  }

  void remove(Of of, String name) {
    database
        .sql("delete from label where of = :of and name = :name")
        .param("of", of.word())
        .param("name", name)
        .update();
  }
}
