package dev.nudge.console.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.stream.SetAside;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;

class KafkaBeansTest {
  private final SetAside aside = KafkaBeans.setAside();

  @Test
  void aDatabaseThatIsAwayOrBusySpeaksOfNoRecord() {
    assertThat(
            aside.isOfRecord(
                new CannotGetJdbcConnectionException("away", new SQLException("timed out"))))
        .isFalse();
    assertThat(aside.isOfRecord(new ConcurrencyFailureException("overtaken"))).isFalse();
  }

  @Test
  void oneThatDoesNotTakeTheValueDoes() {
    assertThat(
            aside.isOfRecord(
                new UncategorizedSQLException("write", "insert", new SQLException("no", "22021"))))
        .isTrue();
  }
}
