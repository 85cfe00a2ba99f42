package dev.nudge.console.account;

import java.security.MessageDigest;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The token of this very process, which may read: for what runs beside the console. */
@Component
public final class OwnToken implements BearerSource {
  private final String token = "nudgeown_" + Secrets.random();
  private final byte[] hash = Secrets.sha256(token);

  /** Sent as {@code Authorization: Bearer TOKEN}; another one after each start. */
  public String token() {
    return token;
  }

  @Override
  public Optional<Caller> caller(String other) {
    return MessageDigest.isEqual(hash, Secrets.sha256(other))
        ? Optional.of(Caller.ofThisProcess())
        : Optional.empty();
  }
}
