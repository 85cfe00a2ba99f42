package dev.nudge.customer.collection;

import dev.nudge.engine.mapping.ChangeFormat;
import java.util.Locale;
import java.util.Optional;

/** Where the records of a collection come from. */
public sealed interface Source {
  /**
   * The values of a Kafka topic, which are JSON.
   *
   * @param envelope what they are in where they are changes of a table's rows
   */
  record Topic(String name, Optional<ChangeFormat> envelope) implements Source {
    @Override
    public String toString() {
      return "topic "
          + name
          + envelope.map(format -> ' ' + format.name().toLowerCase(Locale.ROOT)).orElse("");
    }
  }

  /** What the live system reads or writes, in Nudge's own form whatever it arrives in. */
  record Stream(Kind kind) implements Source {
    /** Which. */
    public enum Kind {
      EVENTS,
      PROFILES,
      CATALOG,
      TRIGGERS,
      TRANSITIONS
    }

    @Override
    public String toString() {
      return "stream " + kind.name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The records of files, gzipped where they end in {@code .gz}. Each file is read once, and again
   * when it has changed.
   *
   * @param pattern of their names below the folder, such as {@code orders-*.csv}
   */
  record Files(Folder folder, String pattern, Format format) implements Source {
    /** What stands in them. */
    public enum Format {
      CSV,
      /** One value a line. */
      JSON,
      PARQUET
    }

    @Override
    public String toString() {
      return "files " + folder + pattern + ' ' + format.name().toLowerCase(Locale.ROOT);
    }
  }
}
