package dev.nudge.stream;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records of topics that could not be taken and were left out. Each stands in the log with its
 * place; the first of a kind with a stack trace. Safe for use by several threads.
 */
public final class SetAside {
  private static final Logger log = LoggerFactory.getLogger(SetAside.class);
  private static final int KINDS = 100;

  /**
   * The classes of SQLSTATE that speak of values: several rows where one was expected, data
   * exceptions, broken constraints, limits such as the size of a row in an index, and what a
   * function raises by itself. All others speak of the database: it is away, full, or not as it
   * should be.
   */
  private static final Set<String> OF_VALUES = Set.of("21", "22", "23", "54", "P0");

  private final Predicate<Throwable> outside;
  private final AtomicLong count = new AtomicLong();
  private final Set<String> kinds = new HashSet<>();

  /**
   * None yet.
   *
   * @param outside whether a failure speaks of something that is away or busy, beside those of
   *     Kafka and of SQL
   */
  public SetAside(Predicate<Throwable> outside) {
    this.outside = outside;
  }

  /**
   * Whether a failure is one of the record that was being taken, and would come again with it. A
   * Kafka or database that is away, or that others are writing to at the same time, is none.
   */
  public boolean isOfRecord(Throwable failure) {
    boolean elsewhere = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException e) {
        return isOfValues(e);
      }
      elsewhere |= cause instanceof KafkaException || outside.test(cause);
    }
    return !elsewhere;
  }

  /** Whether a database says that values are at fault, and not the database. */
  public static boolean isOfValues(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && state.length() == 5 && OF_VALUES.contains(state.substring(0, 2));
  }

  /** How many, since the process started. */
  public long count() {
    return count.get();
  }

  void add(String reader, TopicPartition partition, long offset, Throwable failure) {
    count.incrementAndGet();
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String text = "{} sets aside {} at offset {}, which failed three times: {}";
    if (isNew(reader + root.getClass().getName())) {
      log.error(text, reader, partition, offset, root.toString(), failure);
    } else {
      log.error(text, reader, partition, offset, root.toString());
    }
  }

  private synchronized boolean isNew(String kind) {
    return kinds.size() < KINDS && kinds.add(kind);
  }
}
