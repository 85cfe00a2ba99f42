package dev.nudge.console.kafka;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Records of topics that could not be taken and were left out. Each stands in the log with its
 * place; the first of a kind with a stack trace. Safe for use by several threads.
 */
@Component
public final class SetAside {
  private static final Logger log = LoggerFactory.getLogger(SetAside.class);
  private static final int KINDS = 100;

  private final AtomicLong count = new AtomicLong();
  private final Set<String> kinds = new HashSet<>();

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
