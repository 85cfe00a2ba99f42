package dev.nudge.console.account;

import java.util.Optional;

/** Knows some of the tokens that a request may bring as {@code Authorization: Bearer TOKEN}. */
public interface BearerSource {
  /** Whose token it is; nothing if it is none of these. */
  Optional<Caller> caller(String token);
}
