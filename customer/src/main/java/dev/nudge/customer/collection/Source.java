package dev.nudge.customer.collection;

import java.nio.file.Path;
import java.util.Locale;

/** Where the records of a collection come from. */
public sealed interface Source {
  /** The values of a Kafka topic, which are JSON. */
  record Topic(String name) implements Source {
    @Override
    public String toString() {
      return "topic " + name;
    }
  }

  /** What the live system reads or writes, in Nudge's own form whatever it arrives in. */
  record Stream(Kind kind) implements Source {
    /** Which. */
    public enum Kind {
      EVENTS,
      PROFILES,
      CATALOG,
      TRIGGERS
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
   * @param folder in which they lie
   * @param pattern of their names, such as {@code orders-*.csv}
   */
  record Files(Path folder, String pattern, Format format) implements Source {
    /** What stands in them. */
    public enum Format {
      CSV,
      /** One value a line. */
      JSON,
      PARQUET
    }

    @Override
    public String toString() {
      return "files " + folder.resolve(pattern) + ' ' + format.name().toLowerCase(Locale.ROOT);
    }
  }
}
