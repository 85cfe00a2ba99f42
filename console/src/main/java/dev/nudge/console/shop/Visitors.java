package dev.nudge.console.shop;

import dev.nudge.console.account.BearerSource;
import dev.nudge.console.account.Caller;
import dev.nudge.console.account.Secrets;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** Visitors of the shop and their tokens, of which a hash is kept, for a month. */
@Repository
class Visitors implements BearerSource {
  private static final String PREFIX = "nudgeshop_";
  private static final int NAME_BYTES = 5;

  private final JdbcClient database;
  private final java.security.SecureRandom random = new java.security.SecureRandom();

  Visitors(JdbcClient database) {
    this.database = database;
  }

  /**
   * Somebody who just came in.
   *
   * @param token sent as {@code Authorization: Bearer TOKEN}: for own events, and the own stream
   */
  record Visitor(String user, String token) {}

  Visitor enter() {
    byte[] name = new byte[NAME_BYTES];
    random.nextBytes(name);
    String user = "visitor-" + HexFormat.of().formatHex(name);
    String token = PREFIX + Secrets.random();
    database
        .sql("insert into shop_visitor (user_id, hash) values (?, ?)")
        .param(user)
        .param(Secrets.sha256(token))
        .update();
    return new Visitor(user, token);
  }

  @Override
  public Optional<Caller> caller(String token) {
    if (!token.startsWith(PREFIX)) {
      return Optional.empty();
    }
    return database
        .sql("select user_id from shop_visitor where hash = ?")
        .param(Secrets.sha256(token))
        .query(String.class)
        .optional()
        .map(Caller::ofShop);
  }

  @Scheduled(initialDelay = 60_000, fixedDelay = 3_600_000)
  void forget() {
    database.sql("delete from shop_visitor where entered < now() - interval '30 days'").update();
  }
}
