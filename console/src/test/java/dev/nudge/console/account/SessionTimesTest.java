package dev.nudge.console.account;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.session.StandardManager;
import org.apache.catalina.session.StandardSession;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTimesTest {
  @TempDir private Path folder;

  @Test
  void aSessionIsKeptForLongOnlyOnceSomebodyHasSignedIn() {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.toString());
    Context context = tomcat.addContext("", null);
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
