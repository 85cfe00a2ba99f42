package dev.nudge.bench.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Locale;

/** What the heap of this process holds. */
public final class Memory {
  private Memory() {}

  /**
   * What is in use now, without garbage, in bytes: as the collector left it. What the heap says of
   * itself later has megabytes in it that threads only set aside to allocate from.
   */
  public static long live() {
    System.gc();
    long live = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage left = pool.getCollectionUsage();
      if (pool.getType() == MemoryType.HEAP && left != null) {
        live += left.getUsed();
      }
    }
    return live;
  }

  /** The most that the heap may become, in bytes. */
  public static long limit() {
    return Runtime.getRuntime().maxMemory();
  }

  /** In mebibytes. */
  public static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%,d MiB", bytes >> 20);
  }

  private static long used() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Looks at the heap every few milliseconds, and knows the most that was used. */
  public static final class Watch implements AutoCloseable {
    private static final long EVERY_MILLIS = 5;

    private final Thread thread = new Thread(this::look, "nudge-heap-watch");
    private volatile long most;

    /** Looks from now on, until it is closed. */
    public Watch() {
      thread.setDaemon(true);
      thread.start();
    }

    /** Garbage included, in bytes. */
    public long most() {
      return most;
    }

    private void look() {
      try {
        while (true) {
          most = Math.max(most, used());
          Thread.sleep(EVERY_MILLIS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // closed
      }
    }

    @Override
    public void close() {
      thread.interrupt();
    }
  }
}
