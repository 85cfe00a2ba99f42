package dev.nudge.app.hostile;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Duration;

/**
 * How long is waited on a machine that has other things to do: as many times longer as more threads
 * want to run than there are processors.
 */
final class Patience {
  private static final OperatingSystemMXBean SYSTEM = ManagementFactory.getOperatingSystemMXBean();

  private Patience() {}

  static Duration of(Duration quiet) {
    double load = SYSTEM.getSystemLoadAverage() / SYSTEM.getAvailableProcessors();
    return Duration.ofMillis((long) (quiet.toMillis() * Math.max(1, load)));
  }
}
