package dev.nudge.console.account;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.session.StandardManager;
import org.apache.catalina.session.StandardSession;
import org.junit.jupiter.api.Test;

class SessionTimesTest {
  @Test
  void aSessionIsKeptForLongOnlyOnceSomebodyHasSignedIn() {
    StandardContext context = new StandardContext();
    context.setSessionTimeout(12 * 60);
    StandardManager manager = new StandardManager();
    manager.setContext(context);
    StandardSession session = new StandardSession(manager);
    session.setValid(true);
    SessionTimes times = new SessionTimes();

    times.sessionCreated(new HttpSessionEvent(session));
    times.attributeAdded(new HttpSessionBindingEvent(session, "something else", ""));
    assertThat(session.getMaxInactiveInterval()).isEqualTo(10 * 60);

    times.attributeAdded(new HttpSessionBindingEvent(session, "SPRING_SECURITY_CONTEXT", ""));
    assertThat(session.getMaxInactiveInterval()).isEqualTo(12 * 60 * 60);
  }
}
