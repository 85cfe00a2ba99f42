package dev.nudge.customer.file;

import dev.nudge.customer.collection.Source.Files.Format;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A file as records of JSON, in its order, whatever its format. */
public interface RecordFile extends Closeable {
  /** The next record; null behind the last. */
  @Nullable String next() throws IOException;

  /** Opens a file; gzipped where its name ends in {@code .gz}. */
  static RecordFile open(Path file, Format format) throws IOException {
    return switch (format) {
      case JSON -> lines(file);
      // Fields are texts, whatever they look like; what is empty is missing.
      case CSV ->
          table(file, "read_csv(?, header = true, all_varchar = true, null_padding = true)");
      case PARQUET -> table(file, "read_parquet(?)");
    };
  }

  private static RecordFile lines(Path file) throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
    try {
      BufferedReader text =
          new BufferedReader(
              new InputStreamReader(
                  file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes,
                  StandardCharsets.UTF_8));
      return new RecordFile() {
        @Override
        public @Nullable String next() throws IOException {
          return text.readLine();
        }

        @Override
        public void close() throws IOException {
          text.close();
        }
      };
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  private static RecordFile table(Path file, String function) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("jdbc_stream_results", "true");
    properties.setProperty("threads", "1");
    properties.setProperty("memory_limit", "512MB");
    Connection duck = null;
    try {
      duck = DriverManager.getConnection("jdbc:duckdb:", properties);
      PreparedStatement query =
          duck.prepareStatement("select to_json(_rows)::varchar from " + function + " as _rows");
      query.setString(1, file.toString());
      return new Rows(file, duck, query, query.executeQuery());
    } catch (SQLException e) {
      throw closed(duck, failure(file, e));
    }
  }

  private static IOException failure(Path file, SQLException e) {
    return new IOException("cannot read " + file + ": " + e.getMessage(), e);
  }

  private static IOException closed(@Nullable Connection duck, IOException failure) {
    if (duck != null) {
      try {
        duck.close();
      } catch (SQLException e) {
        failure.addSuppressed(e);
      }
    }
    return failure;
  }

  /** What a query of DuckDB gives. */
  record Rows(Path file, Connection duck, Statement query, ResultSet rows) implements RecordFile {
    @Override
    public @Nullable String next() throws IOException {
      try {
        return rows.next() ? rows.getString(1) : null;
      } catch (SQLException e) {
        throw failure(file, e);
      }
    }

    @Override
    public void close() throws IOException {
      try (duck;
          query;
          rows) {
        // All in this order, whatever happens to one.
      } catch (SQLException e) {
        throw failure(file, e);
      }
    }
  }
}
