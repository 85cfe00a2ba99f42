package dev.nudge.console.account;

import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How long a session is kept that nobody uses: long for somebody who has signed in. Going to the
 * provider of a single sign-on begins a session too, which anybody can do as often as they like.
 */
@Component
final class SessionTimes {
  private final Duration signedIn;

  SessionTimes(@Value("${server.servlet.session.timeout}") Duration signedIn) {
    this.signedIn = signedIn;
  }

  /** From now on, this is the session of somebody who has signed in. */
  void keep(HttpSession session) {
    session.setMaxInactiveInterval((int) signedIn.toSeconds());
  }
}
