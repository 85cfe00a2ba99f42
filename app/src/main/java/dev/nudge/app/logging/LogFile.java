package dev.nudge.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * The log of a process that lasts: what Nudge does, and what others warn of. Five files of 10 MB at
 * most, the newest without a number.
 */
public final class LogFile {
  private static final String NAME = "nudge.log";
  private static final int FILES = 5;
  private static final long MEGABYTES = 10;
  private static final String LINE =
      "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %-30.30logger{30} %msg%n%ex{20}";

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

    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(LINE);
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
    root.setLevel(Level.WARN);
    root.addAppender(appender);
    context.getLogger("dev.nudge").setLevel(Level.INFO);
    return file;
  }
}
