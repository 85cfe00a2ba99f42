package dev.nudge.app.database;

import dev.nudge.app.FreePort;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A MariaDB of this machine (Debian's packages mariadb-server-core and mariadb-client-core), with
 * its log in rows.
 */
record MariaDbShop(Process server, int port) implements ShopDatabase {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Whether there is one. */
  static boolean isInstalled() {
    return find("mariadbd").isPresent() && find("my_print_defaults").isPresent();
  }

  private static Optional<String> find(String program) {
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  static MariaDbShop start(Path folder) throws Exception {
    String data = "--datadir=" + folder.resolve("mariadb");
    String user = "--user=" + System.getProperty("user.name");
    Path log = folder.resolve("mariadb.txt");
    Process install =
        process(
            log,
            find("mariadb-install-db").orElseThrow(),
            "--no-defaults",
            data,
            user,
            "--skip-test-db",
            "--auth-root-authentication-method=normal");
    if (install.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(log));
    }
    int port = FreePort.find();
    // The path of a socket is short.
    Path socket = Files.createTempDirectory("nudge").resolve("socket");
    Process server =
        process(
            log,
            find("mariadbd").orElseThrow(),
            "--no-defaults",
            data,
            user,
            "--socket=" + socket,
            "--port=" + port,
            "--bind-address=127.0.0.1",
            "--server-id=1",
            "--log-bin=log",
            "--binlog-format=ROW");
    MariaDbShop shop = new MariaDbShop(server, port);
    Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(shop::isPrepared);
    return shop;
  }

  private static Process process(Path log, String... command) throws IOException {
    List<String> words = new ArrayList<>(List.of(command));
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private boolean isPrepared() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/", "root", "");
        Statement statement = connection.createStatement()) {
      statement.execute("create or replace user nudge@'%' identified by '" + PASSWORD + "'");
      statement.execute("grant all on *.* to nudge@'%'");
      statement.execute("create database if not exists public");
      return true;
    }
  }

  @Override
  public String connector() {
    return "mariadb.json";
  }

  @Override
  public String usualPort() {
    return "3306";
  }

  @Override
  public String url() {
    return "jdbc:mariadb://127.0.0.1:" + port + "/public";
  }

  @Override
  public void close() throws InterruptedException {
    server.destroyForcibly().waitFor();
  }

  @Override
  public String toString() {
    return "MariaDB";
  }
}
