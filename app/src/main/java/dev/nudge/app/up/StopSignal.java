package dev.nudge.app.up;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and its like: the first asks to stop, the second ends the process at once.
 *
 * <p>A shutdown hook would not do: the hooks of Flink run at the same time and delete the files
 * that the last checkpoint needs, and the exit code would not be ours.
 */
final class StopSignal {
  private static final int AT_ONCE = 130;

  private final CountDownLatch asked = new CountDownLatch(1);

  private StopSignal() {}

  /** Listens from now on. */
  static StopSignal listen() {
    StopSignal signal = new StopSignal();
    for (String name : new String[] {"INT", "TERM", "HUP"}) {
      signal.on(name);
    }
    return signal;
  }

  /** Java has no name for this that compiles without a warning, so it is called by reflection. */
  private void on(String name) {
    try {
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Class<?> type = Class.forName("sun.misc.Signal");
      Object listener =
          Proxy.newProxyInstance(
              StopSignal.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  ask();
                }
                return null;
              });
      type.getMethod("handle", type, handler)
          .invoke(null, type.getConstructor(String.class).newInstance(name), listener);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      // Not every system knows every signal, and some are the JVM's own business (-Xrs).
    }
  }

  private void ask() {
    if (asked.getCount() == 0) {
      Runtime.getRuntime().halt(AT_ONCE);
    }
    asked.countDown();
  }

  /** Whether somebody asks within this time. */
  boolean within(long millis) throws InterruptedException {
    return asked.await(millis, TimeUnit.MILLISECONDS);
  }
}
