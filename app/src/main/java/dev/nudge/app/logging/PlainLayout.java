package dev.nudge.app.logging;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import dev.nudge.engine.document.PlainText;
import java.util.stream.Collectors;

/**
 * A message is one line, whatever it quotes. Stack traces are indented, so that no exception's text
 * can begin a line as a message does.
 */
final class PlainLayout {
  private static final String LINE =
      "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %-30.30logger{30} %plain%n%trace{20}";

  private PlainLayout() {}

  static PatternLayout in(Context context) {
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.getInstanceConverterMap().put("plain", Message::new);
    layout.getInstanceConverterMap().put("trace", Trace::new);
    layout.setPattern(LINE);
    layout.start();
    return layout;
  }

  private static final class Message extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
      return PlainText.of(event.getFormattedMessage());
    }
  }

  private static final class Trace extends ThrowableProxyConverter {
    @Override
    public String convert(ILoggingEvent event) {
      return super.convert(event)
          .lines()
          .map(line -> "  " + PlainText.of(line.replace("\t", "  ")) + "\n")
          .collect(Collectors.joining());
    }
  }
}
