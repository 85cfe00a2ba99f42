import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.format.Json;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.*;
import java.sql.*;
import java.util.*;
import java.util.concurrent.*;

/** Records anew what the README beside it tells of: java -cp JARS Recorder.java FOLDER. Not compiled by the build. */
public class Recorder {
  static final String TABLE =
      "create table orders (id bigint primary key, user_id text, price numeric(10,2), quantity numeric(20,0),"
          + " anything numeric, ratio double precision, placed timestamp, paid timestamptz, day date, clock time,"
          + " gift boolean, ref uuid, extra jsonb, tags text[], small smallint, bytes bytea, lasting interval, kind char(3), note text)";

  public static void main(String[] args) throws Exception {
    Path out = Path.of(args[0]);
    try (EmbeddedPostgres pg =
        EmbeddedPostgres.builder().setServerConfig("wal_level", "logical").setServerConfig("max_connections", "40").start()) {
      String[][] runs = {
        {"with-schema", "true", "precise", "adaptive"},
        {"without-schema", "false", "precise", "adaptive"},
        {"strings", "true", "string", "connect"},
        {"doubles", "false", "double", "adaptive_time_microseconds"},
        {"iso", "true", "precise", "isostring"},
      };
      for (String[] run : runs) {
        record(pg, out.resolve(run[0] + ".jsonl"), run);
      }
    }
    System.exit(0);
  }

  static void record(EmbeddedPostgres pg, Path file, String[] run) throws Exception {
    try (Connection c = pg.getPostgresDatabase().getConnection(); Statement s = c.createStatement()) {
      s.execute("drop table if exists orders");
      s.execute(TABLE);
      s.execute("alter table orders replica identity full");
      s.execute(
          "insert into orders values (0, 'before', 1.50, 1, 1.5, 0.5, '2026-11-20 10:00:00', '2026-11-20 10:00:00+00', '2026-11-20', '10:00',"
              + " true, '00000000-0000-0000-0000-000000000000', '{}', '{}', 1, null, null, 'abc', null)");
    }
    Properties p = new Properties();
    String name = run[0].replace('-', '_');
    p.setProperty("name", name);
    p.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
    p.setProperty("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
    p.setProperty("offset.flush.interval.ms", "1000");
    p.setProperty("database.hostname", "localhost");
    p.setProperty("database.port", Integer.toString(pg.getPort()));
    p.setProperty("database.user", "postgres");
    p.setProperty("database.password", "postgres");
    p.setProperty("database.dbname", "postgres");
    p.setProperty("topic.prefix", "shop");
    p.setProperty("table.include.list", "public.orders");
    p.setProperty("plugin.name", "pgoutput");
    p.setProperty("slot.name", name);
    p.setProperty("slot.drop.on.stop", "true");
    p.setProperty("publication.name", name);
    p.setProperty("decimal.handling.mode", run[2]);
    p.setProperty("time.precision.mode", run[3]);
    p.setProperty("converter.schemas.enable", run[1]);
    p.setProperty("key.converter.schemas.enable", run[1]);
    p.setProperty("value.converter.schemas.enable", run[1]);
    BlockingQueue<String> written = new LinkedBlockingQueue<>();
    List<String> lines = new ArrayList<>();
    DebeziumEngine<ChangeEvent<String, String>> engine =
        DebeziumEngine.create(Json.class).using(p)
            .using((ok, message, error) -> { System.err.println(ok + " " + message); if (error != null) error.printStackTrace(); })
            .notifying(record -> written.add(record.value() == null ? "null" : record.value())).build();
    ExecutorService ex = Executors.newSingleThreadExecutor();
    ex.execute(engine);
    await(written, lines, 1);
    try (Connection c = pg.getPostgresDatabase().getConnection(); Statement s = c.createStatement()) {
      s.execute(
          "insert into orders values (9007199254740993, 'u1', 49.90, 11189782786942380395, 123.456, 0.1, '2026-11-20 10:00:00.123456',"
              + " '2026-11-20 11:00:00.123456+01', '2026-11-20', '09:15:30.5', true, '6f1e0d5c-8b1a-4a53-9d8e-2a9b4f0c1d2e',"
              + " '{\"a\": [1, 2.5], \"b\": null}', array['new','sale'], 7, '\\xdeadbeef', '1 day 02:00:00', 'abc', 'Grüße')");
      s.execute(
          "insert into orders (id, user_id) values (2, 'u2')");
      s.execute("update orders set price = -0.05, gift = false, placed = '1969-12-31 23:59:59.999' where id = 9007199254740993");
      s.execute("delete from orders where id = 9007199254740993");
      s.execute("truncate orders");
    }
    await(written, lines, 6); // one of before, two new, an update, a delete and its tombstone
    engine.close();
    ex.shutdown();
    Files.write(file, lines);
    System.err.println(file + " " + lines.size());
  }

  static void await(BlockingQueue<String> written, List<String> lines, int n) throws Exception {
    while (lines.size() < n) {
      String line = written.poll(30, TimeUnit.SECONDS);
      if (line == null) { System.err.println("only " + lines.size() + lines); System.exit(1); }
      lines.add(line);
    }
  }
}
