package dev.nudge.customer.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.customer.Customers;
import dev.nudge.customer.collection.Collection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WritesTest {
  private static final Collection PRODUCTS = Customers.shipped().get(4);

  private final Writes writes = new Writes();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          u1  |    | {"user":"u1"}         | true
          u1  |    | {"who":["u2","u1"]}   | true
          u1  | u1 |                       | true
          u1  | u1 | {"left":3}            | true
          u1  | u2 | {"user":"u12"}        | false
          a"b |    | {"user":"a\\"b"}      | true
          12  |    | {"user":12,"n":1}     | true
          12  |    | {"user": 12}}         | true
          12  |    | {"user":"12"}         | true
          12  |    | {"user":120}          | false
          12  |    | {"price":3.12}        | false
          12  |    | {"price":-12}         | false
          -12 |    | {"user":-12}          | true
          """)
  void whoeverARecordIsOfIsTold(
      String user, @Nullable String key, @Nullable String record, boolean told) {
    List<String> heard = new ArrayList<>();
    Runnable end = writes.watch(user, heard::add);
    List<InputRecord> rows = List.of(new InputRecord("t-0", 0, 0, key, record));
    writes.written(PRODUCTS, rows);
    assertThat(heard).hasSize(told ? 1 : 0);
    end.run();
    writes.written(PRODUCTS, rows);
    assertThat(heard).hasSize(told ? 1 : 0);
  }
}
