package dev.nudge.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * The log of a process that lasts: what Nudge does, and what others warn of. Five files of 10 MB at
 * most, the newest without a number.
 */
public final class LogFile {
  private static final String NAME = "nudge.log";

  /** A system property, for whoever wants to hear more from Kafka and Flink: INFO, DEBUG. */
  private static final String LEVEL = "nudge.log.level";

  private static final int FILES = 5;
  private static final long MEGABYTES = 10;

  /** These warn at every start of what is as it should be. */
  private static final List<String> HARMLESS =
      List.of(
          "org.apache.flink.metrics.MetricGroup",
          "org.apache.flink.runtime.security.token",
          "org.apache.flink.runtime.webmonitor.WebMonitorUtils",
          "org.apache.kafka.clients.NetworkClient",
          "org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils",
          "org.apache.kafka.controller.QuorumController");

  private LogFile() {}

  /**
   * From now on, log lines go to a file in this folder.
   *
   * @return the file
   */
  public static Path open(Path folder) {
    Path file = folder.resolve(NAME);
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setContext(context);
    appender.setName(NAME);
    appender.setFile(file.toString());

    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(PlainLayout.in(context));
    encoder.start();
    appender.setEncoder(encoder);

    FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
    rolling.setContext(context);
    rolling.setParent(appender);
    rolling.setFileNamePattern(folder.resolve("nudge.%i.log").toString());
    rolling.setMinIndex(1);
    rolling.setMaxIndex(FILES - 1);
    rolling.start();
    appender.setRollingPolicy(rolling);

    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setContext(context);
    size.setMaxFileSize(new FileSize(MEGABYTES << 20));
    size.start();
    appender.setTriggeringPolicy(size);
    appender.start();

    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(System.getProperty(LEVEL), Level.WARN));
    root.addAppender(appender);
    context.getLogger("dev.nudge").setLevel(Level.INFO);
    HARMLESS.forEach(name -> context.getLogger(name).setLevel(Level.ERROR));
    return file;
  }
}
