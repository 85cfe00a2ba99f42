package dev.nudge.app.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainLayoutTest {
  private static final String FORGED =
      "u1\n2026-11-20 10:00:00.000 ERROR forged \u001b[31m\u202e\u2028";

  private final LoggerContext context = new LoggerContext();

  @Test
  void aMessageIsOneLineWhateverItQuotes() {
    assertThat(lines(null))
        .singleElement()
        .asString()
        .endsWith("of u1\\n2026-11-20 10:00:00.000 ERROR forged \\u001B[31m\\u202E\\u2028 came");
  }

  @Test
  void noExceptionBeginsALineAsAMessageDoes() {
    List<String> lines =
        lines(new IllegalStateException(FORGED, new IllegalArgumentException(FORGED)));

    assertThat(lines).hasSizeGreaterThan(4);
    assertThat(lines.subList(1, lines.size()))
        .allSatisfy(line -> assertThat(line).startsWith("  ").doesNotContain("\u001b"))
        .anySatisfy(line -> assertThat(line).contains("ERROR forged \\u001B[31m\\u202E\\u2028"))
        .anySatisfy(line -> assertThat(line).contains("Caused by"));
  }

  private List<String> lines(Throwable thrown) {
    return PlainLayout.in(context)
        .doLayout(
            new LoggingEvent(
                "test",
                context.getLogger("dev.nudge.Test"),
                Level.WARN,
                "of {} came",
                thrown,
                new Object[] {FORGED}))
        .lines()
        .toList();
  }
}
