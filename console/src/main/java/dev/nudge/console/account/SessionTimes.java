package dev.nudge.console.account;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * How long a session is kept that nobody uses: long for somebody who has signed in. Going to the
 * provider of a single sign-on begins a session too, which anybody can do as often as they like.
 */
@Component
final class SessionTimes implements HttpSessionListener, HttpSessionAttributeListener {
  private static final Duration STRANGER = Duration.ofMinutes(10);

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    event.getSession().setMaxInactiveInterval((int) STRANGER.toSeconds());
  }

  @Override
  public void attributeAdded(HttpSessionBindingEvent event) {
    if (event.getName().equals(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)) {
      HttpSession session = event.getSession();
      session.setMaxInactiveInterval(
          (int) Duration.ofMinutes(session.getServletContext().getSessionTimeout()).toSeconds());
    }
  }
}
