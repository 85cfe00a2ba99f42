package dev.nudge.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.collection.CollectionReader;
import dev.nudge.customer.ingest.Feeds;
import dev.nudge.customer.ingest.LiveStreams;
import dev.nudge.customer.store.Store;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.mapping.Mapping;
import dev.nudge.stream.SetAside;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/collections.md says what is. */
class CollectionsPageTest {
  private static final Path PAGE = Path.of("../docs/collections.md");
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern SHIPPED =
      Pattern.compile("^\\| `([a-z]+)` \\| [^|]*: (`[^|]*`) \\| ([^|]+) \\|$", Pattern.MULTILINE);

  @TempDir private Path folder;

  @Test
  void itsExamplesAreCollectionsAndItsTableHasTheColumnsOfThoseThatAreThere() throws Exception {
    String page = Files.readString(PAGE);
    List<Problem> problems = new ArrayList<>();
    List<Collection> examples = new ArrayList<>();
    Matcher yaml = YAML.matcher(page);
    while (yaml.find()) {
      examples.addAll(CollectionReader.read("collections.md", yaml.group(1), folder, problems));
    }
    assertThat(problems).isEmpty();
    assertThat(examples)
        .extracting(Collection::id)
        .containsExactly("orders", "accounts", "baskets");
    LiveStreams.Topic none = new LiveStreams.Topic("none", Mapping.canonical());
    try (Store store = TestStore.empty();
        Customers customers =
            Customers.start(
                store,
                TestKafka.clients(),
                new SetAside(failure -> false),
                new LiveStreams(List.of(none), none, none, List.of("none"), Optional.of("none")),
                examples,
                (collection, row, reason) -> {})) {
      assertThat(customers.problems()).isEmpty();
      List<String> told = new ArrayList<>();
      Matcher shipped = SHIPPED.matcher(page);
      while (shipped.find()) {
        told.add(shipped.group(1));
        assertThat(String.join("`, `", columns(store, shipped.group(1))))
            .as(shipped.group(1))
            .isEqualTo(shipped.group(2).substring(1, shipped.group(2).length() - 1));
      }
      assertThat(customers.status().stream().map(Feeds.Status::collection).map(Collection::id))
          .startsWith(told.toArray(String[]::new))
          .hasSize(told.size() + examples.size());
    }
  }

  private static List<String> columns(Store store, String view) throws Exception {
    try (Connection connection = store.reading().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select * from " + view + " limit 0")) {
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        columns.add(rows.getMetaData().getColumnName(i));
      }
      return columns;
    }
  }
}
